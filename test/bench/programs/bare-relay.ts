import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** The minimum work of a relay: one frame for each delta, without promises. */
const [, , upstream = ''] = process.argv;
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => {
  socket.on('message', (body) => {
    const call = request(`${upstream}/v1/chat/completions`, { method: 'POST' }, (response) => {
      let held = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        held += text;
        for (let end = held.indexOf('\n\n'); end >= 0; end = held.indexOf('\n\n')) {
          const data = held.slice('data: '.length, end);
          held = held.slice(end + 2);
          if (data === '[DONE]') continue;
          const { choices } = JSON.parse(data) as { choices: { delta: { content?: string } }[] };
          const token = choices[0]?.delta.content;
          if (token !== undefined) socket.send(JSON.stringify({ text: token }));
        }
      });
      response.on('end', () => socket.send('{"done":true}'));
    });
    call.end(String(body));
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
