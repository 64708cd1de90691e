import { request } from 'node:http';
import { WebSocket } from 'ws';

/** A path of tokens from the upstream to a client. */
export interface Contender {
  readonly name: string;
  readonly pid: number;
  /** Requests tokens at a rate. Reports each text and the end. */
  readonly stream: (tokens: number, rate: number, onText: (text: string) => void) => Promise<void>;
}

const opened = (socket: WebSocket) => new Promise((resolve) => socket.once('open', resolve));

/** The minimum work of a relay. */
export const bareRelay = (pid: number, bareUrl: string): Contender => ({
  name: 'bare relay',
  pid,
  stream: async (tokens, rate, onText) => {
    const socket = new WebSocket(bareUrl, { perMessageDeflate: false });
    await opened(socket);
    await new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        const { text, done } = JSON.parse(String(data)) as { text?: string; done?: boolean };
        if (text !== undefined) onText(text);
        if (done === true) resolve();
      });
      socket.send(`${tokens}/${rate}`);
    });
    socket.terminate();
  },
});

const query = `subscription ($input: ChatInput!) {
  chat(input: $input) { __typename ... on ContentDelta { text } }
}`;

export const modelyard = (
  pid: number,
  { url, token, modelId }: { url: string; token: string; modelId: string },
): Contender => ({
  name: 'modelyard',
  pid,
  stream: async (tokens, rate, onText) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      perMessageDeflate: false,
      headers: { authorization: `Bearer ${token}` },
    });
    await opened(socket);
    await new Promise<void>((resolve, reject) => {
      socket.on('message', (data) => {
        const { type, payload } = JSON.parse(String(data)) as {
          type: string;
          payload?: { data?: { chat: { __typename: string; text?: string } } };
        };
        const messages = [{ role: 'USER', content: `${tokens}/${rate}` }];
        if (type === 'connection_ack') {
          const variables = { input: { modelId, messages } };
          socket.send(
            JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }),
          );
        }
        const chat = payload?.data?.chat;
        if (chat?.text !== undefined) onText(chat.text);
        if (type === 'complete') resolve();
        if (type === 'error') reject(new Error(String(data)));
      });
      socket.send('{"type":"connection_init"}');
    });
    socket.terminate();
  },
});

/** Without a server: a client that reads from the upstream directly. */
export const directReader = (upstreamUrl: string): Contender => ({
  name: 'direct',
  pid: process.pid,
  stream: (tokens, _rate, onText) =>
    new Promise((resolve, reject) => {
      const call = request(`${upstreamUrl}/v1/chat/completions`, { method: 'POST' }, (response) => {
        let held = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          const events = (held + text).split('\n\n');
          held = events.pop() ?? '';
          for (const event of events) {
            if (event.endsWith('[DONE]')) continue;
            const { choices } = JSON.parse(event.slice('data: '.length)) as {
              choices: { delta: { content?: string } }[];
            };
            const token = choices[0]?.delta.content;
            if (token !== undefined) onText(token);
          }
        });
        response.on('end', resolve);
      });
      call.on('error', reject);
      call.end(`${tokens}/0`);
    }),
});
