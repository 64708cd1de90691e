import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * An API in the format of OpenAI. A chat with the message `tokens/rate` streams that number of
 * tokens at that rate per second, 0 for maximum speed. Each token ends with `~`, by which clients
 * count, after the time in microseconds in base 36, from which they compute delays. Embeddings have
 * 768 dimensions.
 */
const dimensions = 768;

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion.chunk',
    created: 1_795_000_000,
    model: 'bench',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  })}\n\n`;
const [before = '', after = ''] = chunk({ content: '@' }).split('@');
const vector = JSON.stringify(
  Array.from({ length: dimensions }, (_, index) => Math.sin(index + 1) / 20),
);

const server = createServer((request, response) => void answer(request, response));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = '';
  for await (const piece of request) text += String(piece);
  if (request.url?.endsWith('/embeddings') === true) return embed(text, response);
  const [, tokens = '0', rate = '0'] = /(\d+)\/(\d+)/.exec(text) ?? [];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (Number(rate) > 0) await paced(response, Number(tokens), Number(rate));
  else await unpaced(response, Number(tokens));
  response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
}

function token(): string {
  const microseconds = Number(process.hrtime.bigint() / 1_000n);
  return `${before} ${microseconds.toString(36)}~${after}`;
}

async function paced(response: ServerResponse, tokens: number, rate: number): Promise<void> {
  const start = performance.now();
  for (let index = 0; index < tokens && !response.destroyed; index += 1) {
    const due = start + (index * 1_000) / rate - performance.now();
    if (due > 0) await delay(due);
    response.write(token());
  }
}

/**
 * Writes each token to the socket separately, as most servers do. `response.write()` would combine
 * several.
 */
async function unpaced(response: ServerResponse, tokens: number): Promise<void> {
  response.flushHeaders();
  const { socket } = response;
  for (let index = 0; index < tokens && socket !== null && !socket.destroyed; index += 1) {
    const text = token();
    if (socket.write(`${text.length.toString(16)}\r\n${text}\r\n`)) continue;
    await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve));
  }
}

function embed(text: string, response: ServerResponse): void {
  const { input } = JSON.parse(text) as { input: readonly string[] };
  const data = input.map(
    (_, index) => `{"object":"embedding","index":${index},"embedding":${vector}}`,
  );
  const body = `{"object":"list","model":"bench","data":[${data.join(',')}],"usage":{"prompt_tokens":${input.length},"total_tokens":${input.length}}}`;
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  response.writeHead(200, headers).end(body);
}

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
