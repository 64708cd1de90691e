import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A proxy that can stop forwarding, like a server that does not respond. */
export interface PausableProxy extends AsyncDisposable {
  readonly port: number;
  /** Stops forwarding on all open and new connections. */
  pause(): void;
}

export async function startPausableProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<PausableProxy> {
  const sockets = new Set<Socket>();
  let paused = false;
  const server = createServer((near) => {
    const far = connect(target.port, target.host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => {});
      from.on('data', (data) => {
        if (!paused) to.write(data);
      });
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port, // it listens on TCP
    pause: () => {
      paused = true;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
