import { graphql } from 'relay-runtime';

// The compiler reads these documents, and writes the files in generated/. With babel-plugin-relay,
// they can stand in the components that use them.
graphql`
  query documentsModelsQuery($after: String) {
    models(first: 1, after: $after) @connection(key: "documents_models") {
      edges { node { id displayName } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

graphql`
  subscription documentsChatSubscription($input: ChatInput!) {
    chat(input: $input) {
      __typename
      ... on ContentDelta { text }
      ... on ChatCompleted { completion { finishReason } }
      ... on Error { code message }
    }
  }
`;
