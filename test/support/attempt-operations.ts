import { graphql } from '../gql/index.ts';

/** A chat with the events and the fields of several attempts. */
export const AttemptsStream = graphql(`
  subscription AttemptsStream($input: ChatInput!) {
    chat(input: $input) {
      __typename
      ... on ChatEvent { seq completionId }
      ... on Error { code message }
      ... on ContentDelta { text }
      ... on ChatRestarted { ...Restarted }
      ... on ChatCompleted { completion { ...Attempted } }
      ... on ChatCancelled { completion { ...Attempted } }
      ... on ChatInterrupted { completion { ...Attempted } }
      ... on ChatFailed { completion { ...Attempted } }
    }
  }

  fragment Restarted on ChatRestarted {
    discardsText
    failed { model { name } keyLabel firstTokenMs error { reason } mayBeBilled }
    model { name }
  }

  fragment Attempted on ChatCompletion {
    id
    status
    finishReason
    warnings
    model { name }
    message { content }
    usage { completionTokens totalTokens }
    error { reason }
    attempts {
      model { name }
      keyLabel
      startedAt
      durationMs
      firstTokenMs
      error { code reason message detail }
      usage { completionTokens estimated }
      mayBeBilled
    }
  }
`);

export const AttemptsEvents = graphql(`
  subscription AttemptsEvents($id: ID!, $after: Int) {
    chatEvents(completionId: $id, after: $after) {
      __typename
      ... on ChatEvent { seq completionId }
      ... on Error { code message }
      ... on ContentDelta { text }
      ... on ChatRestarted { ...Restarted }
      ... on ChatCompleted { completion { ...Attempted } }
      ... on ChatCancelled { completion { ...Attempted } }
      ... on ChatInterrupted { completion { ...Attempted } }
      ... on ChatFailed { completion { ...Attempted } }
    }
  }
`);

export const AttemptsWhole = graphql(`
  mutation AttemptsWhole($input: ChatInput!) {
    chat(input: $input) {
      __typename
      ... on ChatPayload { completion { ...Attempted } }
      ... on UpstreamError { reason failedCompletion { ...Attempted } }
      ... on Error { code message }
    }
  }
`);

export const FindAttempts = graphql(`
  query FindAttempts($id: ID!) {
    chatCompletion(id: $id) { ...Attempted }
  }
`);
