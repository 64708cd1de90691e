import { graphql } from '../gql/gql.ts';

export const CreateRoute = graphql(`
  mutation CreateRoute($input: CreateRouteInput!) {
    createRoute(input: $input) {
      __typename
      ... on RoutePayload {
        route {
          id name description type isBuiltin version createdAt updatedAt
          targets { modelId model { id } priority weight }
          policy {
            maxAttempts maxPauseMs firstTokenTimeoutMs deadlineMs
            onContextLength onContentFilter afterOutput
          }
        }
      }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on ConflictError { path }
      ... on QuotaExceededError { quota limit }
    }
  }
`);

export const UpdateRoute = graphql(`
  mutation UpdateRoute($input: UpdateRouteInput!) {
    updateRoute(input: $input) {
      __typename
      ... on RoutePayload {
        route {
          id name description version
          targets { modelId model { id } priority weight }
          policy { maxAttempts firstTokenTimeoutMs deadlineMs onContentFilter }
        }
      }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on ConflictError { currentVersion path }
    }
  }
`);

export const DeleteRoute = graphql(`
  mutation DeleteRoute($input: DeleteRouteInput!) {
    deleteRoute(input: $input) {
      __typename
      ... on DeleteRoutePayload { route { id name } }
      ... on Error { code message }
    }
  }
`);

export const FindRoute = graphql(`
  query FindRoute($id: ID!) {
    route(id: $id) { id name version isBuiltin targets { modelId model { id } priority weight } }
    node(id: $id) { __typename id }
  }
`);

export const ListRoutes = graphql(`
  query ListRoutes($filter: RouteFilter, $first: Int, $after: String) {
    routes(filter: $filter, first: $first, after: $after) {
      nodes { id name }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const RouteAudit = graphql(`
  query RouteAudit($filter: AuditEventFilter) {
    auditEvents(filter: $filter) {
      nodes { action modelId modelName routeId routeName fields subject model { id } }
    }
  }
`);

export const ChatByRoute = graphql(`
  mutation ChatByRoute($input: ChatInput!) {
    chat(input: $input) {
      __typename
      ... on ChatPayload {
        completion { status message { content } model { id } route { id name } }
      }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const SetDefaultRoute = graphql(`
  mutation SetDefaultRoute($input: SetDefaultRouteInput!) {
    setDefaultRoute(input: $input) {
      __typename
      ... on RoutePayload { route { id } }
      ... on Error { code message }
    }
  }
`);

export const FindDefaults = graphql(`
  query FindDefaults($type: ModelType!) {
    defaultModel(type: $type) { id }
    defaultRoute(type: $type) { id }
    models(filter: { isDefault: true }) { nodes { id } }
  }
`);

export const EmbedByRoute = graphql(`
  mutation EmbedByRoute($input: EmbedInput!) {
    embed(input: $input) {
      __typename
      ... on EmbedPayload { embeddings model { id } }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on UpstreamError { reason }
    }
  }
`);

export const RerankByRoute = graphql(`
  mutation RerankByRoute($input: RerankInput!) {
    rerank(input: $input) {
      __typename
      ... on RerankPayload { results { score } model { id } }
      ... on Error { code message }
    }
  }
`);

export const TranscribeByRoute = graphql(`
  mutation TranscribeByRoute($input: TranscribeInput!) {
    transcribe(input: $input) {
      __typename
      ... on TranscribePayload { text model { id } }
      ... on Error { code message }
    }
  }
`);
