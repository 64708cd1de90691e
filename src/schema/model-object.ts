import { Model } from '../db/model.entity.ts';
import { type ModelParameters, modelCapabilities, modelSources, modelStatuses } from '../domain.ts';
import type { CredentialView } from '../services/model-credential.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { ModelTypeEnum, ProviderType } from './provider.ts';

export const ModelSourceEnum = builder.enumType('ModelSource', {
  description: 'Where a model runs.',
  values: describeValues(modelSources, {
    LOCAL: "On this installation's Ollama.",
    REMOTE: 'Behind an OpenAI-compatible endpoint.',
  }),
});

export const ModelStatusEnum = builder.enumType('ModelStatus', {
  description: 'Whether a model can be used. Whatever it is, the model can be read and edited.',
  values: describeValues(modelStatuses, {
    ACTIVE: 'Ready to be used.',
    DOWNLOADING: 'Ollama is still fetching it.',
    DOWNLOAD_FAILED: 'Ollama could not fetch it; `statusReason` says why.',
  }),
});

const ModelCapabilityEnum = builder.enumType('ModelCapability', {
  description: 'Something a model can do.',
  values: describeValues(modelCapabilities, {
    COMPLETION: 'Generates text.',
    TOOLS: 'Calls tools.',
    VISION: 'Understands images.',
    THINKING: 'Thinks before it answers.',
    EMBEDDING: 'Makes vectors of texts.',
    STRUCTURED_OUTPUT: 'Keeps to a JSON schema.',
  }),
});

const CredentialType = builder.objectRef<CredentialView>('Credential').implement({
  description: 'What may be known of a stored credential. The secrets themselves never come back.',
  fields: (t) => ({
    configured: t.exposeBoolean('configured', {
      description: 'Whether an API key or secret headers are stored.',
    }),
    hint: t.exposeString('hint', {
      nullable: true,
      description: 'The last four characters of the API key; null for none, or for a short key.',
    }),
    readable: t.exposeBoolean('readable', {
      description: 'False when something is stored that cannot be opened with the present keys.',
    }),
    headerNames: t.stringList({
      description: 'Names of the secret headers that are sent along.',
      resolve: ({ headerNames }) => [...headerNames],
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last set; null when nothing is stored.',
    }),
  }),
});

const ModelParametersType = builder.objectRef<ModelParameters>('ModelParameters').implement({
  description: 'Defaults and limits for using a model. Null leaves it to the upstream or to us.',
  fields: (t) => ({
    temperature: t.exposeFloat('temperature', {
      nullable: true,
      description: 'Sampling temperature, 0 to 2.',
    }),
    topP: t.exposeFloat('topP', { nullable: true, description: 'Nucleus sampling, 0 to 1.' }),
    maxTokens: t.exposeInt('maxTokens', {
      nullable: true,
      description: 'Most tokens that an answer may have.',
    }),
    contextWindow: t.exposeInt('contextWindow', {
      nullable: true,
      description: 'Tokens of context to allocate. Local models only.',
    }),
    keepAlive: t.exposeString('keepAlive', {
      nullable: true,
      description: 'How long Ollama keeps the model loaded after a call, such as `5m`.',
    }),
    firstTokenTimeoutMs: t.exposeInt('firstTokenTimeoutMs', {
      nullable: true,
      description: 'Longest wait for the first token, in milliseconds. Default 300000.',
    }),
    idleTimeoutMs: t.exposeInt('idleTimeoutMs', {
      nullable: true,
      description: 'Longest silence within an answer, in milliseconds. Default 120000.',
    }),
  }),
});

export const ModelObject = builder.node(Model, {
  name: 'Model',
  description: 'A language model that the tenant has registered.',
  id: { resolve: (model) => model.id },
  loadMany: (ids, { viewer, services }) => services.models.findMany(viewer, ids),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What the upstream calls it.' }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: 'What people call it.',
    }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'Notes for people.',
    }),
    type: t.expose('type', { type: ModelTypeEnum, description: 'What it is for.' }),
    source: t.expose('source', { type: ModelSourceEnum, description: 'Where it runs.' }),
    provider: t.field({
      type: ProviderType,
      nullable: true,
      description: 'Who serves it; null for local models.',
      resolve: ({ provider }, _args, { services }) =>
        provider === null ? null : services.providers.find(provider),
    }),
    baseUrl: t.exposeString('baseUrl', {
      nullable: true,
      description: 'Where it is served; null for local models.',
    }),
    credential: t.field({
      type: CredentialType,
      description: 'What may be known of its credential.',
      resolve: (model, _args, { services }) => services.credentials.view(model),
    }),
    parameters: t.expose('parameters', {
      type: ModelParametersType,
      description: 'Defaults and limits for using it.',
    }),
    capabilities: t.field({
      type: [ModelCapabilityEnum],
      description: 'What it can do, as far as known.',
      resolve: ({ capabilities }) => capabilities,
    }),
    isDefault: t.exposeBoolean('isDefault', {
      description: 'Whether it is used where no model is named, for its type.',
    }),
    status: t.expose('status', { type: ModelStatusEnum, description: 'Whether it can be used.' }),
    statusReason: t.exposeString('statusReason', {
      nullable: true,
      description: 'Why it has this status, when there is more to say.',
    }),
    version: t.exposeInt('version', {
      description: "Rises with every change. Send it as `expectedVersion` to keep others' changes.",
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was registered.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});
