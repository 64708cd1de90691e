import { graphql } from '../gql/gql.ts';

export const ListPulls = graphql(`
  query ListPulls($filter: PullFilter, $first: Int, $after: String, $last: Int, $before: String) {
    pulls(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      nodes { id name state models { id name isBuiltin } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      changesCursor
    }
  }
`);

export const PullChanges = graphql(`
  subscription PullChanges($filter: PullFilter, $after: String) {
    pullChanges(filter: $filter, after: $after) {
      __typename
      ... on Pull { id name state phase completedBytes totalBytes models { id } }
      ... on Error { code message }
    }
  }
`);

export const PullOllamaModel = graphql(`
  mutation PullOllamaModel($input: PullOllamaModelInput!) {
    pullOllamaModel(input: $input) {
      __typename
      ... on PullPayload { pull { id name state } }
      ... on Error { code message ... on InvalidInputError { fields { path message } } }
    }
  }
`);

export const CancelOllamaPull = graphql(`
  mutation CancelOllamaPull($input: CancelOllamaPullInput!) {
    cancelOllamaPull(input: $input) {
      __typename
      ... on PullPayload { pull { id name state } }
      ... on Error { code message }
    }
  }
`);
