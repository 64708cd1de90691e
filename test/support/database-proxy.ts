import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onDatabase } from './on-server.ts';

/** A proxy for PostgreSQL that records statements, and that can fail. */
export interface DatabaseProxy extends AsyncDisposable {
  readonly url: string;
  /** The SQL of all statements so far. */
  readonly statements: string[];
  /**
   * Refuses new connections until `restore()`, and resets each open connection between
   * transactions.
   */
  cut(): void;
  restore(): void;
}

/** The message after a statement outside a transaction. */
const readyForQuery = Buffer.from('Z\0\0\0\x05I', 'latin1');

/** @param url of the database. */
export async function startDatabaseProxy(url: string): Promise<DatabaseProxy> {
  const { hostname, port, pathname } = new URL(url);
  const statements: string[] = [];
  const sockets = new Set<Socket>();
  const cuts = new Set<() => void>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(Number(port), hostname);
    const record = recorder(statements);
    let isIdle = false;
    const cutWhenIdle = () => {
      if (isCut && isIdle) near.resetAndDestroy();
    };
    near.on('data', (chunk: Buffer) => {
      isIdle = false;
      record(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      isIdle ||= chunk.subarray(-readyForQuery.length).equals(readyForQuery);
      cutWhenIdle();
    });
    cuts.add(cutWhenIdle);
    near.on('close', () => cuts.delete(cutWhenIdle));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = new URL(onDatabase(url, pathname.slice(1)));
  own.port = String((server.address() as AddressInfo).port); // it listens on TCP
  return {
    url: own.href,
    statements,
    cut: () => {
      isCut = true;
      for (const cutWhenIdle of cuts) cutWhenIdle();
    },
    restore: () => {
      isCut = false;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Reads the messages of a client: a type, a length that includes itself, and the content. The first
 * message, which starts the session, has no type.
 */
function recorder(statements: string[]): (chunk: Buffer) => void {
  const prepared = new Map<string, string>();
  let rest = Buffer.alloc(0);
  let isStarted = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const start = isStarted ? 1 : 0;
      if (rest.length < start + 4) return;
      const end = start + rest.readInt32BE(start);
      if (rest.length < end) return;
      const type = isStarted ? String.fromCharCode(rest[0] ?? 0) : '';
      const [first = '', second = ''] = rest.toString('utf8', start + 4, end).split('\0');
      if (type === 'Q') statements.push(first);
      // Parse has the name of a prepared statement, which can be empty, and its SQL. Bind, which
      // precedes each execution, has the name of a portal and that of the statement.
      if (type === 'P') prepared.set(first, second);
      if (type === 'B') statements.push(prepared.get(second) ?? '');
      rest = rest.subarray(end);
      isStarted = true;
    }
  };
}
