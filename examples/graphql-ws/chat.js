// Streams a response over a WebSocket, with a client that reconnects.
import { chat, createModelyardClient } from '../modelyard-client.js';
import { url } from '../server.js';

const client = createModelyardClient({ url, token: () => process.env.TOKEN });
const messages = [{ role: 'USER', content: 'Why is the sky blue?' }];

for await (const event of chat(client, { messages })) {
  if (event.__typename === 'ContentDelta') process.stdout.write(event.text);
  if (event.__typename === 'ChatCompleted') console.log(`\n${event.completion.finishReason}`);
  if ('code' in event) {
    console.error(event.message);
    process.exitCode = 1;
  }
}
await client.dispose();
