import graphql from '@graphql-eslint/eslint-plugin';

/** Types that are part of another object and have no identity of their own. */
const values = [
  'BuiltinStep',
  'ChatDialect',
  'ChatMessage',
  'Credential',
  'EncryptionKey',
  'FieldError',
  'HealthChange', // identified by its model and key
  'KnownCapability',
  'KeyRotation', // the newest one; there is no list to fetch from
  'ModelChange', // identified by its cursor
  'ModelKey', // the reference of a model to an `ApiKey`
  'ModelParameters',
  'ModelTestStep',
  'OfferedModel', // identified by its name; it is not stored
  'OfferedModels',
  'OllamaModelUse',
  'Percentiles',
  'PullLayer',
  'RankedDocument',
  'RoutePolicy',
  'RouteTarget',
  'TargetHealth',
  'Thinking',
  'TokenUsage',
  'TranscriptSegment',
  'UnreadableValue',
  'UsageRow',
  // Facts of this installation and of the caller: one object each, or identified by a name.
  'EncryptionStatus',
  'OllamaModel',
  'OllamaModelDetails',
  'OllamaRunningModel',
  'OllamaService',
  'Provider',
  'Viewer',
  // A part of a completion, identified by its position.
  'ChatAttempt',
  // Events of a completion: identified by `completionId` and `seq`.
  'ChatCancelled',
  'ChatCompleted',
  'ChatFailed',
  'ChatInterrupted',
  'ChatRestarted',
  'ChatStarted',
  'ContentDelta',
  'ThinkingDelta',
  'ToolCallDelta',
  'ToolCallReady',
];

/** Lints the SDL of the served schema. Biome lints everything else. */
export default [
  {
    files: ['schema.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          acceptedIdNames: ['id'],
          acceptedIdTypes: ['ID'],
          exceptions: {
            types: values,
            suffixes: ['Connection', 'Edge', 'Error', 'PageInfo', 'Payload'],
          },
        },
      ],
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: true }],
      '@graphql-eslint/relay-connection-types': 'error',
      // Lists that cannot grow, such as the tool calls of a message, are not connections.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false },
      ],
      '@graphql-eslint/relay-page-info': 'error',
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          DirectiveDefinition: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
        },
      ],
      '@graphql-eslint/description-style': 'error',
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          Argument: 'camelCase',
          DirectiveDefinition: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
        },
      ],
      '@graphql-eslint/no-typename-prefix': 'error',
      '@graphql-eslint/no-unreachable-types': 'error',
      '@graphql-eslint/require-nullable-fields-with-oneof': 'error',
      '@graphql-eslint/unique-enum-value-names': 'error',
    },
  },
];
