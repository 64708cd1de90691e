import { connect, type Socket } from 'node:net';
import { percentile } from '../../torture/statistics.ts';

export interface HttpLoad {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** The load takes longer than its seconds until this number of requests is sent. @default 0 */
  readonly minimumRequests?: number;
  /** Returns the body and the token of the request with a number. */
  readonly request: (index: number) => { readonly body: string; readonly token: string | null };
}

export interface HttpLoadResult {
  readonly requests: number;
  readonly perSecond: number;
  /** Duration of requests in milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Sends POST requests on kept connections, the next when the previous one is answered. It writes and
 * reads sockets itself, because any HTTP client needs as much CPU time as a fast server.
 */
export async function sendLoad({
  url,
  connections,
  seconds,
  request,
  minimumRequests = 0,
}: HttpLoad): Promise<HttpLoadResult> {
  const { hostname, port, pathname } = new URL(url);
  const durations: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  let sent = 0;
  const run = async (): Promise<void> => {
    const socket = connect(Number(port), hostname).setNoDelay();
    try {
      while (performance.now() < end || sent < minimumRequests) {
        const { body, token } = request(sent);
        sent += 1;
        const begun = performance.now();
        const authorization = token === null ? '' : `authorization: Bearer ${token}\r\n`;
        socket.write(
          `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n${authorization}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        );
        await readResponse(socket, durations.length === 0);
        durations.push(performance.now() - begun);
      }
    } finally {
      socket.destroy();
    }
  };
  await Promise.all(Array.from({ length: connections }, run));
  const elapsed = (performance.now() - start) / 1_000;
  return {
    requests: durations.length,
    perSecond: durations.length / elapsed,
    p50: percentile(durations, 0.5),
    p99: percentile(durations, 0.99),
  };
}

/** Reads one response. A status other than 200 fails, and if checked, an error in the body. */
function readResponse(socket: Socket, isChecked: boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const chunks: Buffer[] = [];
  let size = 0;
  /** Of head and body; null while unknown, or when the body is chunked. */
  let expected: number | null = null;
  let isChunked = false;
  const onData = (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (expected === null && !isChunked) {
      const text = Buffer.concat(chunks).toString('latin1');
      const headEnd = text.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const head = text.slice(0, headEnd);
      if (!head.startsWith('HTTP/1.1 200')) return finish(new Error(text.slice(0, 500)));
      const [, length] = /content-length: *(\d+)/i.exec(head) ?? [];
      if (length === undefined) isChunked = true;
      else expected = headEnd + 4 + Number(length);
    }
    const isComplete = isChunked ? endsWithLastChunk(chunk, chunks) : size === expected;
    if (!isComplete) return;
    const text = isChecked ? Buffer.concat(chunks).toString() : '';
    if (text.includes('"errors"') || text.includes('"message"'))
      finish(new Error(text.slice(0, 500)));
    else finish(null);
  };
  const onClose = () => finish(new Error('the server closed the connection'));
  const finish = (error: Error | null) => {
    socket.off('data', onData).off('close', onClose).off('error', finish);
    if (error === null) resolve();
    else reject(error);
  };
  socket.on('data', onData).on('close', onClose).on('error', finish);
  return promise;
}

function endsWithLastChunk(last: Buffer, all: readonly Buffer[]): boolean {
  const bytes = last.length >= 5 ? last : Buffer.concat(all);
  return bytes.subarray(-5).equals(lastChunk);
}

const lastChunk = Buffer.from('0\r\n\r\n');
