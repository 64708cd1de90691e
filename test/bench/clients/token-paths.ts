import { Agent, type IncomingMessage, request } from 'node:http';
import type { WebSocket } from 'ws';
import { openSocket } from './open-socket.ts';

/** One open connection, on which one stream of tokens runs at a time. */
export interface TokenConnection {
  /** Requests tokens at a rate, and calls back for each message with tokens. @returns their number. */
  readonly stream: (tokens: number, rate: number, onTokens: () => void) => Promise<number>;
  readonly close: () => void;
}

/** A way of tokens from the upstream to a client. */
export interface TokenPath {
  readonly name: string;
  /** The process between upstream and client; null when there is none. */
  readonly pid: number | null;
  readonly connect: () => Promise<TokenConnection>;
}

const marker = '~'.charCodeAt(0);

/** Counts the tokens in bytes without parsing them, so that the client needs little CPU time. */
export function countTokens(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(marker); at >= 0; at = bytes.indexOf(marker, at + 1)) count += 1;
  return count;
}

/** Without a server: a client that reads from the upstream. */
export const directPath = (upstreamUrl: string): TokenPath => ({
  name: 'direct',
  pid: null,
  connect: async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    return {
      stream: (tokens, rate, onTokens) =>
        post(`${upstreamUrl}/v1/chat/completions`, { agent }, `${tokens}/${rate}`, onTokens),
      close: () => agent.destroy(),
    };
  },
});

/** The minimum work of a relay. */
export const bareRelayPath = ({ url, pid }: { url: string; pid: number }): TokenPath => ({
  name: 'bare ws relay',
  pid,
  connect: async () => {
    const socket = await openSocket(url.replace('http', 'ws'));
    return {
      stream: (tokens, rate, onTokens) =>
        received(socket, `${tokens}/${rate}`, '{"done":true}', onTokens),
      close: () => socket.terminate(),
    };
  },
});

const query = `subscription ($input: ChatInput!) {
  chat(input: $input) { __typename ... on ContentDelta { text } ... on Error { message } }
}`;

export interface ServerAccess {
  readonly pid: number;
  readonly origin: string;
  readonly token: string;
  /** The model of the chats, or their route. */
  readonly target: { readonly modelId: string } | { readonly routeId: string };
}

function operation(target: ServerAccess['target'], tokens: number, rate: number) {
  const messages = [{ role: 'USER', content: `${tokens}/${rate}` }];
  return { query, variables: { input: { ...target, messages } } };
}

export const webSocketPath = (
  { pid, origin, token, target }: ServerAccess,
  name = 'Modelyard, WebSocket',
): TokenPath => ({
  name,
  pid,
  connect: async () => {
    const socket = await openSocket(`${origin.replace('http', 'ws')}/graphql`, token);
    let operations = 0;
    return {
      stream: (tokens, rate, onTokens) => {
        operations += 1;
        const id = `${operations}`;
        const payload = operation(target, tokens, rate);
        const message = JSON.stringify({ id, type: 'subscribe', payload });
        return received(socket, message, `{"id":"${id}","type":"complete"}`, onTokens);
      },
      close: () => socket.terminate(),
    };
  },
});

export const eventStreamPath = ({ pid, origin, token, target }: ServerAccess): TokenPath => ({
  name: 'Modelyard, SSE',
  pid,
  connect: async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    };
    return {
      stream: (tokens, rate, onTokens) => {
        const body = JSON.stringify(operation(target, tokens, rate));
        return post(`${origin}/graphql`, { agent, headers }, body, onTokens);
      },
      close: () => agent.destroy(),
    };
  },
});

function received(
  socket: WebSocket,
  message: string,
  end: string,
  onTokens: () => void,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let count = 0;
  const listener = (data: Buffer) => {
    const tokens = countTokens(data);
    if (tokens > 0) {
      count += tokens;
      onTokens();
    } else if (data.length === end.length && data.toString() === end) {
      socket.off('message', listener);
      resolve(count);
    } else if (data.includes('"message"')) reject(new Error(data.toString()));
  };
  socket.on('message', listener).once('close', () => reject(new Error('the socket was closed')));
  socket.send(message);
  return promise;
}

function post(
  url: string,
  options: { readonly agent: Agent; readonly headers?: Record<string, string> },
  body: string,
  onTokens: () => void,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let count = 0;
  const read = (response: IncomingMessage) => {
    let rest = '';
    response.on('data', (bytes: Buffer) => {
      const tokens = countTokens(bytes);
      count += tokens;
      if (tokens > 0) onTokens();
      else rest += bytes.toString();
    });
    response.on('end', () => {
      if (response.statusCode === 200 && !rest.includes('"message"')) resolve(count);
      else reject(new Error(`HTTP ${response.statusCode}: ${rest.slice(0, 500)}`));
    });
  };
  request(url, { method: 'POST', ...options }, read)
    .on('error', reject)
    .end(body);
  return promise;
}
