import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { done, sseHeaders, usageChunk } from '../support/fake-openai.ts';
import { type Script, token } from './script.ts';

/** An OpenAI-compatible upstream in a separate process. The prompt defines the response. */
interface Stream {
  readonly script: Script;
  readonly response: ServerResponse;
  readonly startedAt: number;
  sent: number;
}

/** Number of tokens per write at full speed. */
const burst = 64;
const paced = new Set<Stream>();

const delta = (content: string, finish: string | null = null) =>
  `data: {"id":"chatcmpl-torture","object":"chat.completion.chunk","created":1795000000,"model":"torture","choices":[{"index":0,"delta":{"content":"${content}"},"finish_reason":${JSON.stringify(finish)}}]}\n\n`;

/** Sends tokens up to a number. Returns whether the stream has ended. */
function send(stream: Stream, upTo: number): boolean {
  const { script, response } = stream;
  if (response.destroyed) return true;
  let bytes = '';
  for (; stream.sent < Math.min(upTo, script.tokens); stream.sent += 1) {
    bytes += delta(token(script, stream.sent));
  }
  if (stream.sent < script.tokens) {
    if (bytes !== '') response.write(bytes);
    return false;
  }
  const usage = { prompt_tokens: 9, completion_tokens: script.tokens, total_tokens: script.tokens };
  response.end(bytes + delta('', 'stop') + usageChunk(usage) + done);
  return true;
}

async function flood(stream: Stream): Promise<void> {
  const { response } = stream;
  while (!send(stream, stream.sent + burst)) {
    if (!response.writableNeedDrain) continue;
    await new Promise<void>((resolve) => {
      response.once('drain', resolve).once('close', resolve);
    });
    response.removeAllListeners('drain').removeAllListeners('close');
  }
}

/** One timer for all streams. When it is late, it sends all tokens that are due. */
setInterval(() => {
  const now = performance.now();
  for (const stream of paced) {
    const due = Math.floor(((now - stream.startedAt) * stream.script.rate) / 1_000);
    if (due > stream.sent && send(stream, due)) paced.delete(stream);
  }
}, 4);

/** Ends when its parent process ends. */
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit();
}, 1_000);

async function scriptOf(request: IncomingMessage): Promise<Script> {
  let text = '';
  for await (const piece of request) text += String(piece);
  const { messages } = JSON.parse(text) as { messages: { content: string }[] };
  return JSON.parse(messages.at(-1)?.content ?? '') as Script;
}

const server = createServer(async (request, response) => {
  const stream = {
    script: await scriptOf(request),
    response,
    startedAt: performance.now(),
    sent: 0,
  };
  response.on('error', () => {});
  response.writeHead(200, sseHeaders);
  response.flushHeaders();
  if (stream.script.rate === 0) await flood(stream);
  else paced.add(stream);
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 1_024 }, () => {
  const { port } = server.address() as AddressInfo; // The server listens on TCP.
  process.stdout.write(`listens on http://127.0.0.1:${port}\n`);
});
