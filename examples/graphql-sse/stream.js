// Streams a response with server-sent events, which need no WebSocket.
import { createClient } from 'graphql-sse';
import { headers, url } from '../server.js';

const client = createClient({ url, headers });
const query = `subscription ($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ContentDelta { text }
    ... on ChatCompleted { completion { finishReason } }
    ... on Error { code message }
  }
}`;
const input = { messages: [{ role: 'USER', content: 'Why is the sky blue?' }] };

for await (const { data, errors } of client.iterate({ query, variables: { input } })) {
  if (errors !== undefined) throw new AggregateError(errors, errors[0].message);
  const event = data.chat;
  if (event.__typename === 'ContentDelta') process.stdout.write(event.text);
  if (event.__typename === 'ChatCompleted') console.log(`\n${event.completion.finishReason}`);
  if ('code' in event) throw new Error(event.message);
}
client.dispose();
