import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';

/**
 * Number of listening sockets. Node.js accepts one connection of each in a turn of the event loop.
 * In a busy process, a turn takes tens of milliseconds: with one socket, the clients of a failed
 * process, or a readiness check, would wait for seconds until their connections are accepted.
 */
const count = 8;

/** Where other systems have no sockets that share a port, or distribute connections unevenly. */
const isShared = process.platform === 'linux';

/**
 * Makes an HTTP server listen, with several sockets on Linux.
 *
 * @param port 0 lets the system choose.
 * @returns servers with the connections of the other sockets, to be closed too.
 * @throws when another process uses the port.
 */
export async function acceptConnections(
  server: HttpServer,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<readonly Server[]> {
  if (!isShared) {
    await listening(server, { host, port });
    return [];
  }
  const shared = { ...(await findFree({ host, port })), reusePort: true };
  await listening(server, shared);
  const others = Array.from({ length: count - 1 }, () =>
    // The options of HTTP servers.
    createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      server.emit('connection', socket);
    }),
  );
  await Promise.all(others.map((other) => listening(other, shared)));
  return others;
}

/** Sockets that share a port do not report that another process shares it too. */
async function findFree(address: { readonly host: string; readonly port: number }) {
  const server = createServer();
  await listening(server, address);
  const { address: host, port } = server.address() as AddressInfo; // The server listens on TCP.
  server.close();
  await once(server, 'close');
  return { host, port };
}

async function listening(
  server: Server,
  options: { readonly host: string; readonly port: number; readonly reusePort?: boolean },
): Promise<void> {
  server.listen(options);
  await once(server, 'listening'); // Rejects with the event `error`.
}
