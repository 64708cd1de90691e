import { GraphQLSchema, isObjectType } from 'graphql';
import './scalar.ts';
import './error.ts';
import './viewer.ts';
import './provider.ts';
import './ollama.ts';
import './ollama-mutation.ts';
import './pull.ts';
import './pull-operation.ts';
import './pull-list.ts';
import './model-query.ts';
import './model-mutation.ts';
import './credential-mutation.ts';
import './builtin-mutation.ts';
import './model-change.ts';
import './route.ts';
import './route-mutation.ts';
import './health-operation.ts';
import './audit.ts';
import './encryption-key.ts';
import './chat-operation.ts';
import './generate-operation.ts';
import './chat-completion-query.ts';
import './api-key-mutation.ts';
import './usage.ts';
import './model-call.ts';
import './model-test.ts';
import './offered-model.ts';
import { builder } from './builder.ts';
import { encodeGlobalId } from './global-id.ts';

const errorPattern =
  '`... on Error { code message ... on InvalidInputError { fields { path message } } }`';

builder.queryType({
  description: 'Operations that read data. Handle a result union like that of a mutation.',
});
builder.mutationType({
  description: `Operations that change data or call a model. Each returns a union of its payload and of errors that implement \`Error\`. Select ${errorPattern} to handle all errors.`,
});
builder.subscriptionType({
  description: `Operations that stream events, over WebSocket (graphql-transport-ws) or server-sent events. A subscription that can fail in a way that a client can handle returns a union of its events and of errors that implement \`Error\`; an error is the last item. Select ${errorPattern} to handle all errors.`,
});

const description = `Register, manage and use language models.

Errors follow one convention.

- A failure that a client can handle is an object that implements the interface Error. The results of
  mutations, subscriptions and some queries are unions that contain such objects. One selection handles all
  errors: ${errorPattern}.
- A call that is rejected before it starts, for example because of invalid input, returns the error object instead of
  its payload. A subscription delivers it as its only item, and completes.
- A call that a provider or Ollama rejects or fails returns UpstreamError. If a completion had started, \`UpstreamError.failedCompletion\` contains what was received.
- In a stream of chat events, that failure is the last event, ChatFailed. It implements Error too, and its
  field \`error\` is the UpstreamError.
- Top-level GraphQL errors report failures of the whole request, with the ErrorCode as \`extensions.code\`:
  UNAUTHENTICATED, AUTH_UNAVAILABLE, FORBIDDEN, LIMIT_EXCEEDED, RATE_LIMITED, OVERLOADED, SHUTTING_DOWN, INTERNAL, and
  INVALID_INPUT for an invalid document, variable, or argument of a query.`;

/** Types whose objects have the ID of their row as `id`. */
const typesWithRowId = ['Model', 'Route', 'ChatCompletion', 'Pull', 'ApiKey'];

/** The schema that the server uses and that is printed to `schema.graphql`. */
export const schema = withFastIds(
  new GraphQLSchema({ ...builder.toSchema().toConfig(), description }),
);

/**
 * Replaces the resolvers of IDs: those of the plugin return promises, which make every item of a
 * list asynchronous.
 */
function withFastIds(schema: GraphQLSchema): GraphQLSchema {
  for (const name of typesWithRowId) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`The schema has no object type ${name}.`);
    const { id } = type.getFields();
    if (id === undefined) throw new Error(`${name} has no ID.`);
    id.resolve = (node: { readonly id: string }) => encodeGlobalId(name, node.id);
  }
  return schema;
}
