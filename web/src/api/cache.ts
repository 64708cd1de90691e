import { type CacheExchangeOpts, cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import type { DeleteApiKeyInput, DeleteRouteInput } from '../gql/graphql.ts';
import possible from '../gql/possible-types.ts';

/** Types that are part of another object. */
const embedded = () => null;

/**
 * Objects with an ID are stored once, so a change that a mutation or a subscription delivers shows
 * everywhere. Nothing else is written to the cache: a list adds the objects that its events create.
 */
export const cacheOptions: CacheExchangeOpts = {
  possibleTypes: possible.possibleTypes,
  keys: {
    Provider: ({ name }) => (typeof name === 'string' ? name : null),
    BuiltinStep: embedded,
    ChatAttempt: embedded,
    ChatDialect: embedded,
    ChatMessage: embedded,
    Credential: embedded,
    EncryptionKey: embedded,
    EncryptionStatus: embedded,
    FieldError: embedded,
    KeyRotation: embedded,
    ModelKey: embedded,
    ModelParameters: embedded,
    OfferedModel: embedded,
    OfferedModels: embedded,
    OllamaModel: embedded,
    OllamaModelDetails: embedded,
    OllamaModelUse: embedded,
    OllamaRunningModel: embedded,
    OllamaService: embedded,
    Percentiles: embedded,
    PullLayer: embedded,
    RoutePolicy: embedded,
    RouteTarget: embedded,
    TargetHealth: embedded,
    TokenUsage: embedded,
    ToolCall: embedded,
    UnreadableValue: embedded,
    UpstreamError: embedded,
    UsageRow: embedded,
    Viewer: embedded,
  },
  updates: {
    Mutation: {
      deleteApiKey: (_result, { input }: { input: DeleteApiKeyInput }, store) =>
        store.invalidate({ __typename: 'ApiKey', id: input.id }),
      deleteRoute: (_result, { input }: { input: DeleteRouteInput }, store) =>
        store.invalidate({ __typename: 'Route', id: input.id }),
    },
  },
  resolvers: {
    Query: {
      models: relayPagination(),
      routes: relayPagination(),
      apiKeys: relayPagination(),
      chatCompletions: relayPagination(),
      auditEvents: relayPagination(),
    },
  },
};

export const cache = cacheExchange(cacheOptions);
