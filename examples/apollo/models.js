// Reads all models page by page into one list of the cache, and follows a response, with Apollo Client.
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { createModelyardClient } from '../modelyard-client.js';
import { headers, url } from '../server.js';
import possibleTypes from './generated/possible-types.js';

const socket = createModelyardClient({ url, token: () => process.env.TOKEN });
const client = new ApolloClient({
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: url, headers }),
  ),
  cache: new InMemoryCache({
    // Without the possible types, fragments on interfaces such as Error match nothing.
    ...possibleTypes,
    typePolicies: { Query: { fields: { models: relayStylePagination() } } },
  }),
});

const query = gql`
  query Models($after: String) {
    models(first: 1, after: $after) {
      edges { node { id displayName } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
let after = null;
do {
  const { data } = await client.query({ query, variables: { after }, fetchPolicy: 'network-only' });
  const { hasNextPage, endCursor } = data.models.pageInfo;
  after = hasNextPage ? endCursor : null;
} while (after !== null);
for (const { node } of client.readQuery({ query }).models.edges) console.log(node.displayName);

const chat = gql`
  subscription Chat($input: ChatInput!) {
    chat(input: $input) {
      ... on ContentDelta { text }
      ... on ChatCompleted { completion { id finishReason } }
      ... on Error { code message }
    }
  }
`;
const input = { messages: [{ role: 'USER', content: 'Why is the sky blue?' }] };
await new Promise((resolve, reject) => {
  client.subscribe({ query: chat, variables: { input } }).subscribe({
    next: ({ data, error }) => {
      if (error !== undefined) return reject(error);
      const event = data.chat;
      if ('code' in event) return reject(new Error(event.message));
      if (event.__typename === 'ContentDelta') process.stdout.write(event.text);
      if (event.__typename === 'ChatCompleted') console.log(`\n${event.completion.finishReason}`);
      return undefined;
    },
    error: reject,
    complete: resolve,
  });
});
client.stop();
await socket.dispose();
