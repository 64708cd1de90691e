import { graphql } from '../gql/gql.ts';

export const GenerateWhole = graphql(`
  mutation GenerateWhole($input: GenerateInput!) {
    generate(input: $input) {
      __typename
      ... on GeneratePayload {
        completion {
          id kind status requestId finishReason warnings message { content }
          usage { promptTokens completionTokens totalTokens }
        }
      }
      ... on Error { code message }
      ... on UpstreamError { reason retryable failedCompletion { id kind status } }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const StartGenerate = graphql(`
  mutation StartGenerate($input: GenerateInput!) {
    startGenerate(input: $input) {
      __typename
      ... on StartGeneratePayload { completion { id kind status lastSeq } }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const GenerateStream = graphql(`
  subscription GenerateStream($input: GenerateInput!) {
    generate(input: $input) {
      __typename
      ... on ChatEvent { seq completionId }
      ... on Error { code message }
      ... on ChatStarted { completion { kind status } }
      ... on ContentDelta { text }
      ... on ChatCompleted { completion { status message { content } usage { totalTokens } } }
      ... on ChatCancelled { completion { status message { content } } }
      ... on ChatFailed { error { code reason message } completion { status } }
    }
  }
`);

export const GenerateDialects = graphql(`
  query GenerateDialects { providers { name chatDialect { rawCompletions } } }
`);

export const ListKinds = graphql(`
  query ListKinds($filter: ChatCompletionFilter) {
    chatCompletions(filter: $filter) { nodes { id kind } }
  }
`);
