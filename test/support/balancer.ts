import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Distributes TCP connections to the servers that are ready, and knows nothing of their content. */
export interface Balancer extends AsyncDisposable {
  readonly origin: string;
  /** Replaces the servers for new connections. Existing connections stay. */
  use(origins: readonly string[]): void;
}

export async function startBalancer(): Promise<Balancer> {
  const sockets = new Set<Socket>();
  let origins: readonly string[] = [];
  let next = 0;
  /** Checks readiness for each connection. Balancers check regularly. */
  const choose = async (): Promise<string | null> => {
    for (const _ of origins) {
      next += 1;
      const origin = origins[next % origins.length] ?? '';
      const isReady = await fetch(`${origin}/readyz`)
        .then(({ ok }) => ok)
        .catch(() => false);
      if (isReady) return origin;
    }
    return null;
  };
  const server = createServer({ pauseOnConnect: true }, async (near) => {
    sockets.add(near);
    near.on('error', () => {});
    const origin = await choose();
    if (origin === null) {
      near.destroy();
      return;
    }
    const { hostname, port } = new URL(origin);
    const far = connect(Number(port), hostname);
    sockets.add(far);
    far.on('error', () => {});
    near.pipe(far).pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroySoon());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // It listens on TCP.
    use: (servers) => {
      origins = servers;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
