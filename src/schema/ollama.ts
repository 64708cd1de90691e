import type {
  InstalledOllamaModel,
  OllamaModelDetails,
  RunningOllamaModel,
} from '../adapters/ollama/index.ts';
import type { OllamaView } from '../services/ollama/ollama-view.ts';
import { builder } from './builder.ts';
import { ModelCapabilityEnum } from './model.ts';

const kind = {
  family: 'Model family, such as `llama`; null when Ollama does not report it.',
  parameterSize: 'Number of parameters, such as `3.2B`; null when Ollama does not report it.',
  quantization:
    'Quantization of the weights, such as `Q4_K_M`; null when Ollama does not report it.',
};

const OllamaModelType = builder.objectRef<InstalledOllamaModel>('OllamaModel').implement({
  description: "A model that is installed on this installation's Ollama, registered or not.",
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Name of the model with its tag, as Ollama lists it.',
    }),
    sizeBytes: t.expose('sizeBytes', {
      type: 'BigInt',
      nullable: true,
      description: 'Size on disk in bytes; null when Ollama does not report it.',
    }),
    digest: t.exposeString('digest', {
      nullable: true,
      description:
        'SHA-256 digest of the content in hexadecimal; null when Ollama does not report it. Models with the same digest are identical.',
    }),
    modifiedAt: t.expose('modifiedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Time when the model was last downloaded or created; null when Ollama does not report it.',
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
    description: 'A model that Ollama has loaded into memory.',
    fields: (t) => ({
      name: t.exposeString('name', {
        description: 'Name of the model with its tag, as Ollama lists it.',
      }),
      sizeBytes: t.expose('sizeBytes', { type: 'BigInt', description: 'Size in memory in bytes.' }),
      vramBytes: t.expose('vramBytes', {
        type: 'BigInt',
        description: 'Bytes held in GPU memory.',
      }),
      contextLength: t.exposeInt('contextLength', {
        nullable: true,
        description:
          'Context length in tokens with which the model was loaded; null when Ollama does not report it.',
      }),
      expiresAt: t.expose('expiresAt', {
        type: 'DateTime',
        nullable: true,
        description:
          'Time when Ollama unloads the model unless it is used again; null when it stays loaded.',
      }),
    }),
  });

const OllamaModelDetailsType = builder
  .objectRef<OllamaModelDetails>('OllamaModelDetails')
  .implement({
    description: 'Details that Ollama reports about one model.',
    fields: (t) => ({
      name: t.exposeString('name', {
        description: 'Name of the model with its tag, as Ollama lists it.',
      }),
      capabilities: t.field({
        type: [ModelCapabilityEnum],
        description: 'Capabilities that Ollama reports.',
        resolve: ({ capabilities }) => [...capabilities],
      }),
      contextLength: t.exposeInt('contextLength', {
        nullable: true,
        description: 'Maximum context length in tokens; null when Ollama does not report it.',
      }),
      embeddingLength: t.exposeInt('embeddingLength', {
        nullable: true,
        description:
          "Number of dimensions of the model's vectors; null when Ollama does not report it.",
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
        description: 'Text of the license; null when the model has none.',
      }),
      template: t.exposeString('template', {
        nullable: true,
        description: 'Prompt template in Go template syntax; null when the model has none.',
      }),
    }),
  });

const OllamaServiceType = builder.objectRef<OllamaView>('OllamaService').implement({
  description: "This installation's Ollama. Only the selected fields cause requests to Ollama.",
  fields: (t) => ({
    available: t.boolean({
      description: 'Whether Ollama responds. The result can be up to ten seconds old.',
      resolve: async (view) => (await view.state()).available,
    }),
    version: t.string({
      nullable: true,
      description:
        'Version of Ollama; null while it is unavailable. Custom builds can report `0.0.0`.',
      resolve: async (view) => (await view.state()).version,
    }),
    error: t.string({
      nullable: true,
      description: 'Human-readable reason why Ollama is unavailable; null while it is available.',
      resolve: async (view) => (await view.state()).error,
    }),
    models: t.field({
      type: [OllamaModelType],
      description: 'Installed models. Also empty while Ollama is unavailable; see `available`.',
      resolve: async (view) => [...(await view.models())],
    }),
    running: t.field({
      type: [OllamaRunningModelType],
      description:
        'Models that are loaded into memory. Also empty while Ollama is unavailable; see `available`.',
      resolve: async (view) => [...(await view.running())],
    }),
    model: t.field({
      type: OllamaModelDetailsType,
      nullable: true,
      description:
        'Details of one model; null when it is not installed. While Ollama is unavailable, a GraphQL error with the code `OLLAMA_UNAVAILABLE`.',
      args: {
        name: t.arg.string({
          required: true,
          description:
            'Name of the model, case-insensitive: `[host/][namespace/]model[:tag]`. The default tag is `latest`.',
        }),
      },
      resolve: (view, { name }) => view.model(name),
    }),
  }),
});

builder.queryField('ollama', (t) =>
  t.field({
    type: OllamaServiceType,
    description:
      "This installation's Ollama and its models, shared by all tenants. Requires the scope `models:read`.",
    resolve: (_root, _args, context) => {
      context.ollama ??= context.services.ollama.view(context.viewer);
      return context.ollama;
    },
  }),
);
