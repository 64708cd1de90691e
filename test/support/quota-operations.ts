import { graphql } from '../gql/gql.ts';

export const StartWithQuota = graphql(`
  mutation StartWithQuota($input: ChatInput!) {
    startChat(input: $input) {
      __typename
      ... on StartChatPayload { completion { id } }
      ... on Error { code message }
      ... on QuotaExceededError { quota limit retryAfterMs }
    }
  }
`);

export const EmbedWithQuota = graphql(`
  mutation EmbedWithQuota($input: EmbedInput!) {
    embed(input: $input) {
      __typename
      ... on EmbedPayload { dimensions }
      ... on QuotaExceededError { code quota limit retryAfterMs }
    }
  }
`);

export const TestWithQuota = graphql(`
  mutation TestWithQuota($id: ID!) {
    testModel(input: { id: $id }) {
      __typename
      ... on ModelTestPayload { steps { ok } }
      ... on QuotaExceededError { code quota limit retryAfterMs }
    }
  }
`);

export const CreateWithQuota = graphql(`
  mutation CreateWithQuota($input: CreateModelInput!) {
    createModel(input: $input) {
      __typename
      ... on ModelPayload { model { id } }
      ... on InvalidInputError { fields { path message } }
      ... on QuotaExceededError { code quota limit retryAfterMs }
    }
  }
`);

export const RestoreWithQuota = graphql(`
  mutation RestoreWithQuota($id: ID!) {
    restoreModel(input: { id: $id }) {
      __typename
      ... on QuotaExceededError { code quota limit retryAfterMs }
    }
  }
`);

export const UpdateWithQuota = graphql(`
  mutation UpdateWithQuota($input: UpdateModelInput!) {
    updateModel(input: $input) {
      __typename
      ... on InvalidInputError { fields { path message } }
      ... on QuotaExceededError { code quota limit retryAfterMs }
    }
  }
`);
