// Reads the models with a query, and streams a response, with urql.
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createModelyardClient } from '../modelyard-client.js';
import { headers, url } from '../server.js';

const socket = createModelyardClient({ url, token: () => process.env.TOKEN });
const client = new Client({
  url,
  preferGetMethod: false, // The server accepts queries as POST only.
  fetchOptions: { headers },
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables }) => ({
        subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
      }),
    }),
  ],
});

const models = await client.query('{ models(first: 10) { nodes { displayName status } } }', {});
if (models.error !== undefined) throw models.error;
for (const { displayName, status } of models.data.models.nodes) console.log(displayName, status);

const subscription = `subscription ($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ContentDelta { text }
    ... on ChatCompleted { completion { finishReason } }
    ... on Error { code message }
  }
}`;
const input = { messages: [{ role: 'USER', content: 'Why is the sky blue?' }] };
await new Promise((resolve, reject) => {
  client.subscription(subscription, { input }).subscribe(({ data, error, hasNext }) => {
    if (error !== undefined) return reject(error);
    if (!hasNext) return resolve(); // The last event again, after the end of the stream.
    const event = data.chat;
    if (event.__typename === 'ContentDelta') process.stdout.write(event.text);
    if ('code' in event) return reject(new Error(event.message));
    if (event.__typename === 'ChatCompleted') console.log(`\n${event.completion.finishReason}`);
    return undefined;
  });
});
await socket.dispose();
