import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import possible from '../gql/possible-types.ts';

/** Types that are part of another object. */
const embedded = () => null;

/**
 * Objects with an ID are stored once, so a change that a mutation or a subscription delivers shows
 * everywhere. Lists are read again when a model is created or deleted.
 */
export const cache = cacheExchange({
  possibleTypes: possible.possibleTypes,
  keys: {
    Provider: ({ name }) => (typeof name === 'string' ? name : null),
    BuiltinStep: embedded,
    ChatDialect: embedded,
    ChatMessage: embedded,
    Credential: embedded,
    EncryptionKey: embedded,
    EncryptionStatus: embedded,
    FieldError: embedded,
    KeyRotation: embedded,
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
    TokenUsage: embedded,
    ToolCall: embedded,
    UnreadableValue: embedded,
    UpstreamError: embedded,
    UsageRow: embedded,
    Viewer: embedded,
  },
  resolvers: {
    Query: {
      models: relayPagination(),
      chatCompletions: relayPagination(),
      auditEvents: relayPagination(),
    },
  },
});
