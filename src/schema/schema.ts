import './scalar.ts';
import './error.ts';
import './viewer.ts';
import './provider.ts';
import './ollama.ts';
import './ollama-mutation.ts';
import './pull.ts';
import './pull-operation.ts';
import './model-query.ts';
import './model-mutation.ts';
import './credential-mutation.ts';
import './builtin-mutation.ts';
import './model-change.ts';
import './audit.ts';
import './encryption-key.ts';
import './chat-operation.ts';
import './generate-operation.ts';
import './chat-completion-query.ts';
import './usage.ts';
import './model-call.ts';
import './model-test.ts';
import './offered-model.ts';
import { builder } from './builder.ts';

builder.queryType({ description: 'Operations that read data.' });
builder.mutationType({
  description:
    'Operations that change data or call a model. Each returns a union of its payload and of errors that implement `Error`.',
});
builder.subscriptionType({
  description:
    'Operations that stream events, over WebSocket (graphql-transport-ws) or server-sent events.',
});

/** The schema, as it is served and printed. */
export const schema = builder.toSchema();
