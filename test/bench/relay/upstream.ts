import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Streams the requested number of tokens at the requested rate, in the format of OpenAI. */
const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion.chunk',
    created: 1_795_000_000,
    model: 'bench',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  })}\n\n`;

const server = createServer(async (request, response) => {
  let text = '';
  for await (const piece of request) text += String(piece);
  // "tokens/per second", 0 for maximum speed.
  const [, tokens = '0', rate = '0'] = /(\d+)\/(\d+)/.exec(text) ?? [];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const write = async (bytes: string) => {
    if (!response.write(bytes)) await new Promise((resolve) => response.once('drain', resolve));
  };
  const start = performance.now();
  for (let index = 0; index < Number(tokens) && !response.destroyed; index += 1) {
    if (Number(rate) > 0) {
      const due = start + (index * 1_000) / Number(rate) - performance.now();
      if (due > 0) await delay(due);
    }
    await write(chunk({ content: ` tok${index % 10}` }));
  }
  response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
