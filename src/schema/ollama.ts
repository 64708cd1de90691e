import type {
  InstalledOllamaModel,
  OllamaModelDetails,
  RunningOllamaModel,
} from '../adapters/ollama/index.ts';
import type { OllamaView } from '../services/ollama/ollama-view.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { ModelCapabilityEnum } from './model-object.ts';

const kind = {
  family: 'What kind of model it is, such as `llama`; null when Ollama does not say.',
  parameterSize: 'How many parameters it has, such as `3.2B`; null when Ollama does not say.',
  quantization: 'How its weights are stored, such as `Q4_K_M`; null when Ollama does not say.',
};

const OllamaModelType = builder.objectRef<InstalledOllamaModel>('OllamaModel').implement({
  description: "A model that this installation's Ollama has, registered or not.",
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As Ollama lists it, with its tag.' }),
    sizeBytes: t.expose('sizeBytes', { type: 'BigInt', description: 'Bytes on disk.' }),
    digest: t.exposeString('digest', {
      description: 'Tells contents apart: the same digest is the same model, in hexadecimal.',
    }),
    modifiedAt: t.expose('modifiedAt', {
      type: 'DateTime',
      description: 'When it was last pulled or made; 1970-01-01 when Ollama does not say.',
    }),
    family: t.exposeString('family', { nullable: true, description: kind.family }),
    parameterSize: t.exposeString('parameterSize', {
      nullable: true,
      description: kind.parameterSize,
    }),
    quantization: t.exposeString('quantization', {
      nullable: true,
      description: kind.quantization,
    }),
  }),
});

const OllamaRunningModelType = builder
  .objectRef<RunningOllamaModel>('OllamaRunningModel')
  .implement({
    description: 'A model that Ollama has in memory.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'As Ollama lists it, with its tag.' }),
      sizeBytes: t.expose('sizeBytes', { type: 'BigInt', description: 'Bytes of memory.' }),
      vramBytes: t.expose('vramBytes', {
        type: 'BigInt',
        description: 'The part of them that is on graphics cards.',
      }),
      contextLength: t.exposeInt('contextLength', {
        nullable: true,
        description: 'Tokens of context it was loaded with; null when Ollama does not say.',
      }),
      expiresAt: t.expose('expiresAt', {
        type: 'DateTime',
        nullable: true,
        description: 'When it is let go unless it is used again; null when it is to stay.',
      }),
    }),
  });

const OllamaModelDetailsType = builder
  .objectRef<OllamaModelDetails>('OllamaModelDetails')
  .implement({
    description: 'What Ollama knows of one model.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'As Ollama lists it, with its tag.' }),
      capabilities: t.field({
        type: [ModelCapabilityEnum],
        description: 'What it can do, as far as Ollama can tell.',
        resolve: ({ capabilities }) => [...capabilities],
      }),
      contextLength: t.exposeInt('contextLength', {
        nullable: true,
        description: 'The most tokens of context that it was made for.',
      }),
      embeddingLength: t.exposeInt('embeddingLength', {
        nullable: true,
        description: 'The length of its vectors, inside and as embeddings.',
      }),
      family: t.exposeString('family', { nullable: true, description: kind.family }),
      parameterSize: t.exposeString('parameterSize', {
        nullable: true,
        description: kind.parameterSize,
      }),
      quantization: t.exposeString('quantization', {
        nullable: true,
        description: kind.quantization,
      }),
      license: t.exposeString('license', {
        nullable: true,
        description: 'The text of its licence, as far as it brings one.',
      }),
      template: t.exposeString('template', {
        nullable: true,
        description: 'The template that messages are put into, in the language of Go templates.',
      }),
    }),
  });

const OllamaServiceType = builder.objectRef<OllamaView>('OllamaService').implement({
  description: "This installation's Ollama. It is asked only for what is selected.",
  fields: (t) => ({
    available: t.boolean({
      description: 'Whether it answers. It may have been asked up to ten seconds ago.',
      resolve: async (view) => (await view.state()).available,
    }),
    version: t.string({
      nullable: true,
      description: 'Its version; null while it is unavailable. Builds of its own say `0.0.0`.',
      resolve: async (view) => (await view.state()).version,
    }),
    error: t.string({
      nullable: true,
      description: 'Why it is unavailable, for people; null while it is available.',
      resolve: async (view) => (await view.state()).error,
    }),
    models: t.field({
      type: [OllamaModelType],
      description:
        'The models that it has. Empty while it is unavailable too: `available` tells which.',
      resolve: async (view) => [...(await view.models())],
    }),
    running: t.field({
      type: [OllamaRunningModelType],
      description:
        'The models that it has in memory. Empty while it is unavailable too: `available` tells which.',
      resolve: async (view) => [...(await view.running())],
    }),
    model: t.field({
      type: OllamaModelDetailsType,
      nullable: true,
      description:
        'One model; null when it is not installed. While Ollama is unavailable, an error with the code `OLLAMA_UNAVAILABLE`.',
      args: {
        name: t.arg.string({
          required: true,
          description:
            'Its name: `[host/][namespace/]model[:tag]`, in any case; the default tag is `latest`.',
        }),
      },
      resolve: (view, { name }) => view.model(name),
    }),
  }),
});

/** However often an operation selects it, under whatever aliases, Ollama is asked once. */
const views = new WeakMap<Context, OllamaView>();

builder.queryField('ollama', (t) =>
  t.field({
    type: OllamaServiceType,
    description:
      "This installation's Ollama, and what it has. Needs the scope `models:read`. The same for all tenants.",
    resolve: (_root, _args, context) => {
      const view = views.get(context) ?? context.services.ollama.view(context.viewer);
      views.set(context, view);
      return view;
    },
  }),
);
