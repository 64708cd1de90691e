import { builder } from './builder.ts';
import { completionPayload } from './chat-completion.ts';
import { chatEventStream } from './chat-event.ts';
import { completionFields, ImageInput } from './chat-input.ts';
import { startErrors, streamErrors, waitErrors } from './chat-operation.ts';
import { withChosenRowId } from './global-id.ts';

const GenerateOptionsInput = builder.inputType('GenerateOptionsInput', {
  description:
    "Options for a raw completion. An option that is left out has the value of the model's parameters, else the provider's default. Without `maxTokens`, many providers generate only 16 tokens. Options that the provider does not accept are ignored, and the completion has a warning.",
  fields: completionFields,
});

const GenerateInput = builder.inputType('GenerateInput', {
  description: 'The text to continue, and the model that continues it.',
  fields: (t) => ({
    modelId: t.id({
      description:
        'ID of a model of the type CHAT or VISION. It is local, or its provider has raw completions: see `ChatDialect.rawCompletions`. Default: the default model for VISION if there are images and there is one, otherwise the default model for CHAT; the default can be a route.',
    }),
    routeId: t.id({
      description:
        'ID of a route of the type CHAT or VISION. Only valid without `modelId`. Models of the route that cannot serve the request are left out. Default: none.',
    }),
    prompt: t.string({
      required: true,
      description: 'The text before the generated text: 1 to 4000000 characters.',
    }),
    suffix: t.string({
      description:
        'The text after the generated text, for fill-in-the-middle: at most 4000000 characters. The completion fails with UNSUPPORTED when the model cannot do this. Default: none.',
    }),
    raw: t.boolean({
      description:
        "True sends the prompt to a local model as it is, without the model's template. Remote models always receive the prompt as it is, so only true is valid for them. Default: false for local models.",
    }),
    images: t.field({
      type: [ImageInput],
      description:
        'Images for a local model that understands them, at most 20. Only valid without `suffix` and `raw`.',
    }),
    options: t.field({
      type: GenerateOptionsInput,
      description: 'Sampling options and limits. Default: those of the model.',
    }),
    requestId: t.id({
      description:
        'ID of this request, chosen by the client, for safe retries; shared with the `requestId`s of chats. Requests with the same ID and input share one completion. Valid until the text of the completion is deleted.',
    }),
  }),
});

const GenerateStream = chatEventStream('generate', streamErrors);

const GeneratePayload = completionPayload('GeneratePayload', {
  description: 'A raw completion that ended without an upstream failure; see its `status`.',
  completion: 'The completion. Its `message.content` is the generated text.',
});

const StartGeneratePayload = completionPayload('StartGeneratePayload', {
  description:
    'The raw completion that was started, now or by an earlier request with the same `requestId`.',
  completion: 'The completion, which may still be in progress.',
});

builder.mutationFields((t) => ({
  generate: t.field({
    type: GeneratePayload,
    description:
      'Continues a prompt, or fills the gap between a prompt and a suffix, and returns the whole text. It is recorded, counted and cancelled like a chat. Closing the connection cancels it; with a `requestId`, only if no client reconnects within 15 seconds. Requires the scope `models:use`.',
    args: {
      input: t.arg({ type: GenerateInput, required: true, description: 'The text to continue.' }),
    },
    errors: waitErrors,
    resolve: async (_root, { input }, { viewer, services, signal, isConnected }) => ({
      completion: await services.chat.complete(viewer, 'GENERATE', withChosenRowId(input), {
        signal,
        isConnected,
      }),
    }),
  }),
  startGenerate: t.field({
    type: StartGeneratePayload,
    description:
      'Starts a raw completion and returns immediately. Follow it with `Subscription.chatEvents`, cancel it with `cancelChat`. Requires the scope `models:use`.',
    args: {
      input: t.arg({ type: GenerateInput, required: true, description: 'The text to continue.' }),
    },
    errors: { types: startErrors },
    resolve: async (_root, { input }, { viewer, services }) => ({
      completion: await services.chat.startDetached(viewer, 'GENERATE', withChosenRowId(input)),
    }),
  }),
}));

builder.subscriptionField('generate', (t) =>
  t.field({
    type: GenerateStream.type,
    description:
      'Continues a prompt, or fills the gap between a prompt and a suffix, and streams the text with the events of a chat. Unsubscribing cancels it: the request to the provider is closed within a second. With a `requestId`, the same operation sent again receives the events of the same completion from the first one. Requires the scope `models:use`.',
    args: {
      input: t.arg({ type: GenerateInput, required: true, description: 'The text to continue.' }),
    },
    subscribe: (_root, { input }, { viewer, services, isConnected }) =>
      GenerateStream.deliver(
        services.chat.stream(viewer, 'GENERATE', withChosenRowId(input), { isConnected }),
      ),
    resolve: (item) => item,
  }),
);
