import type { ChatCompletionView } from '../services/chat/chat-event.ts';
import { builder } from './builder.ts';
import { ChatCompletionObject } from './chat-completion.ts';
import { chatEventStream } from './chat-event.ts';
import { ImageInput, samplingFields } from './chat-input.ts';
import { startErrors, streamErrors, waitErrors } from './chat-operation.ts';
import { withModelRowId } from './global-id.ts';

const GenerateOptionsInput = builder.inputType('GenerateOptionsInput', {
  description:
    "How to generate. A null option is the model's parameter, or else the server's default. Without `maxTokens`, many servers generate only 16 tokens. An option that the provider does not accept is left out, and the completion has a warning.",
  fields: samplingFields,
});

const GenerateInput = builder.inputType('GenerateInput', {
  description: 'The text to continue, and the model that continues it.',
  fields: (t) => ({
    modelId: t.id({
      description:
        'The model; its type is CHAT or VISION. It is local, or its provider has raw completions: see `ChatDialect.rawCompletions`. Default: the default model for CHAT.',
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
        'Your own id of this request, in the same namespace as those of chats. The same id and input take part in the same completion instead of starting another, as long as its text is kept.',
    }),
  }),
});

const GenerateStream = chatEventStream('generate', streamErrors);

type Payload = { readonly completion: ChatCompletionView };

const GeneratePayload = builder.objectRef<Payload>('GeneratePayload').implement({
  description:
    'A raw completion that has ended without an upstream failure. Its `status` says how.',
  fields: (t) => ({
    completion: t.expose('completion', {
      type: ChatCompletionObject,
      description: 'The completion. Its `message.content` is the generated text.',
    }),
  }),
});

const StartGeneratePayload = builder.objectRef<Payload>('StartGeneratePayload').implement({
  description:
    'A raw completion that has started, or that an earlier call with the same request id started.',
  fields: (t) => ({
    completion: t.expose('completion', {
      type: ChatCompletionObject,
      description: 'The completion, which may still be in progress.',
    }),
  }),
});

builder.mutationFields((t) => ({
  generate: t.field({
    type: GeneratePayload,
    description:
      'Continues a prompt, or fills the gap between a prompt and a suffix, and returns the whole text. It is recorded, counted and cancelled like a chat. Closing the connection cancels it; with a `requestId`, only if no client reconnects within 15 seconds. Needs the scope `models:use`.',
    args: {
      input: t.arg({ type: GenerateInput, required: true, description: 'The text to continue.' }),
    },
    errors: waitErrors,
    resolve: async (_root, { input }, { viewer, services, signal, isConnected }) => ({
      completion: await services.chat.complete(viewer, 'GENERATE', withModelRowId(input), {
        signal,
        isConnected,
      }),
    }),
  }),
  startGenerate: t.field({
    type: StartGeneratePayload,
    description:
      'Starts a raw completion and returns at once. Follow it with `Subscription.chatEvents`, and end it with `cancelChat`. Needs the scope `models:use`.',
    args: {
      input: t.arg({ type: GenerateInput, required: true, description: 'The text to continue.' }),
    },
    errors: { types: startErrors },
    resolve: async (_root, { input }, { viewer, services }) => ({
      completion: await services.chat.startDetached(viewer, 'GENERATE', withModelRowId(input)),
    }),
  }),
}));

builder.subscriptionField('generate', (t) =>
  t.field({
    type: GenerateStream.type,
    description:
      'Continues a prompt, or fills the gap between a prompt and a suffix, and streams the text with the events of a chat. Unsubscribing cancels it: the request to the provider is closed within a second. With a `requestId`, the same operation sent again takes part in the same completion, from its first event on. Needs the scope `models:use`.',
    args: {
      input: t.arg({ type: GenerateInput, required: true, description: 'The text to continue.' }),
    },
    subscribe: (_root, { input }, { viewer, services, isConnected }) =>
      GenerateStream.deliver(
        services.chat.stream(viewer, 'GENERATE', withModelRowId(input), { isConnected }),
      ),
    resolve: (item) => item,
  }),
);
