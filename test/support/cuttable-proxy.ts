import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A proxy for TCP connections that can break them, or stop forwarding. */
export interface CuttableProxy extends AsyncDisposable {
  readonly origin: string;
  /** Number of connections so far. */
  readonly connections: number;
  /** Resets all connections. New ones are forwarded. */
  cut(): void;
  /** Keeps connections open and accepts new ones, without forwarding data. */
  freeze(): void;
  /** Resets all connections, and each new one. */
  refuse(): void;
  /** Forwards the held data, and all later data. */
  thaw(): void;
}

interface Link {
  readonly near: Socket;
  readonly far: Socket;
}

export async function startCuttableProxy(target: string): Promise<CuttableProxy> {
  const { hostname, port } = new URL(target);
  const links = new Set<Link>();
  let state: 'open' | 'frozen' | 'refusing' = 'open';
  let connections = 0;
  const server = createServer({ pauseOnConnect: true }, (near) => {
    const link = { near, far: connect(Number(port), hostname) };
    links.add(link);
    connections += 1;
    for (const [socket, other] of bothWays(link)) {
      socket.on('error', () => {});
      socket.on('close', () => {
        links.delete(link);
        other.destroy();
      });
    }
    if (state === 'open') forward(link);
    else if (state === 'frozen') hold(link);
    else near.resetAndDestroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const [socket] of [...links].flatMap(bothWays)) socket.resetAndDestroy();
  };
  const { port: own } = server.address() as AddressInfo; // it listens on TCP
  return {
    origin: `http://127.0.0.1:${own}`,
    get connections() {
      return connections;
    },
    cut,
    refuse: () => {
      state = 'refusing';
      cut();
    },
    freeze: () => {
      state = 'frozen';
      for (const link of links) hold(link);
    },
    thaw: () => {
      const wasFrozen = state === 'frozen';
      state = 'open';
      if (!wasFrozen) return;
      for (const link of links) forward(link);
    },
    [Symbol.asyncDispose]: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function bothWays({ near, far }: Link): [Socket, Socket][] {
  return [
    [near, far],
    [far, near],
  ];
}

function forward(link: Link): void {
  for (const [socket, other] of bothWays(link)) socket.pipe(other);
}

function hold(link: Link): void {
  for (const [socket] of bothWays(link)) socket.unpipe().pause();
}
