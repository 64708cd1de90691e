// Reads all models page by page into one connection of the store, and follows a response, with Relay.
import {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  Network,
  Observable,
  RecordSource,
  requestSubscription,
  Store,
} from 'relay-runtime';
import { createModelyardClient } from '../modelyard-client.js';
import { headers, url } from '../server.js';
import chat from './generated/documentsChatSubscription.graphql.js';
import modelsQuery from './generated/documentsModelsQuery.graphql.js';

const socket = createModelyardClient({ url, token: () => process.env.TOKEN });

async function send({ text }, variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ query: text, variables }),
  });
  return response.json();
}

const follow = ({ text }, variables) =>
  Observable.create((sink) => socket.subscribe({ query: text, variables }, sink));

const environment = new Environment({
  network: Network.create(send, follow),
  store: new Store(new RecordSource()),
});

let page;
do {
  const variables = { after: page?.endCursor };
  const { models } = await fetchQuery(environment, modelsQuery, variables).toPromise();
  page = models.pageInfo;
  // Only what is retained stays in the store.
  environment.retain(createOperationDescriptor(modelsQuery, variables));
} while (page.hasNextPage);
const { data } = environment.lookup(createOperationDescriptor(modelsQuery, {}).fragment);
for (const { node } of data.models.edges) console.log(node.displayName);

const input = { messages: [{ role: 'USER', content: 'Why is the sky blue?' }] };
await new Promise((resolve, reject) => {
  requestSubscription(environment, {
    subscription: chat,
    variables: { input },
    onNext: ({ chat: event }) => {
      if (event.__typename === 'ContentDelta') process.stdout.write(event.text);
      if (event.__typename === 'ChatCompleted') console.log(`\n${event.completion.finishReason}`);
      if (event.code !== undefined) reject(new Error(event.message));
    },
    onError: reject,
    onCompleted: resolve,
  });
});
await socket.dispose();
