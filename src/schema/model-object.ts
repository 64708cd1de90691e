import { findDialect } from '../adapters/provider-catalogue.ts';
import { Model } from '../db/model.entity.ts';
import { modelCapabilities, modelSources, modelStatuses } from '../domain.ts';
import type { CredentialView } from '../services/models/model-credential.ts';
import { isBuiltin, maySeeInside } from '../services/models/model-owner.ts';
import { builder } from './builder.ts';
import { ChatDialectType } from './chat-dialect.ts';
import { describeValues } from './describe-values.ts';
import { ModelParametersType } from './model-parameters.ts';
import { ModelTypeEnum, ProviderType } from './provider.ts';
import { PullObject } from './pull.ts';

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
    DOWNLOADING: 'Ollama is to fetch it, or is fetching it; `pull` says how far it is.',
    DOWNLOAD_FAILED: 'Ollama does not have it; `statusReason` says why. `pullModel` tries again.',
  }),
});

export const ModelCapabilityEnum = builder.enumType('ModelCapability', {
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
      description:
        'The last four characters of the API key; null for none, for a short key, and for built-in models unless you are a platform administrator.',
    }),
    readable: t.exposeBoolean('readable', {
      description: 'False when something is stored that cannot be opened with the present keys.',
    }),
    headerNames: t.stringList({
      description:
        'Names of the secret headers that are sent along; hidden like the hint for built-in models.',
      resolve: ({ headerNames }) => [...headerNames],
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last set; null when nothing is stored.',
    }),
  }),
});

export const ModelObject = builder.node(Model, {
  name: 'Model',
  description: 'A language model that the tenant has registered, or one that is built in.',
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
    baseUrl: t.string({
      nullable: true,
      description:
        'Where it is served; null for local models, and for built-in ones unless you are a platform administrator.',
      resolve: (model, _args, { viewer }) => (maySeeInside(viewer, model) ? model.baseUrl : null),
    }),
    credential: t.field({
      type: CredentialType,
      description: 'What may be known of its credential.',
      resolve: (model, _args, { viewer, services }) => services.credentials.view(viewer, model),
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
    chatDialect: t.field({
      type: ChatDialectType,
      nullable: true,
      description:
        'How it is spoken to: what the catalogue knows, and its parameters override. Null unless it chats.',
      resolve: ({ type, provider, name, parameters }) =>
        type === 'CHAT' || type === 'VISION' ? findDialect(provider, name, parameters) : null,
    }),
    isDefault: t.boolean({
      description: 'Whether your tenant uses it where no model is named, for its type.',
      resolve: (model, _args, { viewer, services }) => services.defaults.isDefault(viewer, model),
    }),
    isBuiltin: t.boolean({
      description:
        'Whether it belongs to the platform, is seen by every tenant, and changed by none.',
      resolve: isBuiltin,
    }),
    builtinId: t.string({
      nullable: true,
      description:
        "Its id in the operator's file of built-in models; null when it is not from there, or you are no platform administrator.",
      resolve: (model, _args, { viewer }) => (maySeeInside(viewer, model) ? model.builtinId : null),
    }),
    isOverridden: t.exposeBoolean('overridden', {
      description:
        "Whether a mutation has changed what the operator's file says of it; the file leaves it alone until `resetBuiltinModel`.",
    }),
    status: t.expose('status', { type: ModelStatusEnum, description: 'Whether it can be used.' }),
    statusReason: t.exposeString('statusReason', {
      nullable: true,
      description: 'Why it has this status, when there is more to say.',
    }),
    pull: t.field({
      type: PullObject,
      nullable: true,
      description: 'The newest download of a local model; null when there was none.',
      resolve: (model, _args, { viewer, services }) => services.pulls.findNewest(viewer, model),
    }),
    contextLength: t.exposeInt('contextLength', {
      nullable: true,
      description: 'Tokens that a local model can take in, as Ollama says; null when unknown.',
    }),
    embeddingLength: t.exposeInt('embeddingLength', {
      nullable: true,
      description: 'Length of the vectors of a local model, as Ollama says; null when unknown.',
    }),
    sizeBytes: t.expose('sizeBytes', {
      type: 'BigInt',
      nullable: true,
      description: 'Bytes of a local model on disk; null when unknown.',
    }),
    version: t.exposeInt('version', {
      description: "Rises with every change. Send it as `expectedVersion` to keep others' changes.",
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was registered.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});
