import { findDialect } from '../adapters/provider-catalogue.ts';
import { Model } from '../db/model.entity.ts';
import { ModelCopy, ModelRow } from '../db/model-row.ts';
import {
  type CapabilitySource,
  capabilitySources,
  type ModelCapability,
  modelCapabilities,
  modelSources,
  modelStatuses,
} from '../domain.ts';
import { sourceOf } from '../services/models/model-capabilities.ts';
import type { CredentialView } from '../services/models/model-credential.ts';
import { isBuiltin, maySeeInside } from '../services/models/model-owner.ts';
import { ModelKeyType } from './api-key.ts';
import { builder } from './builder.ts';
import { ChatDialectType } from './chat-dialect.ts';
import { describeValues } from './describe-values.ts';
import { ConflictErrorObject } from './error.ts';
import { ModelParametersType } from './model-parameters.ts';
import { ModelTypeEnum, ProviderType } from './provider.ts';
import { PullObject } from './pull.ts';
import { TargetHealthType } from './target-health.ts';

export const ModelSourceEnum = builder.enumType('ModelSource', {
  description: 'Place where a model runs.',
  values: describeValues(modelSources, {
    LOCAL: "The model runs on this installation's Ollama.",
    REMOTE: 'The model is behind an OpenAI-compatible API of a provider.',
  }),
});

export const ModelStatusEnum = builder.enumType('ModelStatus', {
  description:
    'Status of a model. A model can be read and changed in every status, but only used when ACTIVE.',
  values: describeValues(modelStatuses, {
    ACTIVE: 'The model can be used.',
    DOWNLOADING: 'Ollama is downloading the model, or will; `pull` has the progress.',
    DOWNLOAD_FAILED:
      'Ollama does not have the model; see `statusReason`. Call `pullModel` to try again.',
    UNSUITABLE:
      'Ollama has the model, but its capabilities exclude its type, such as an embedding model of the type CHAT; see `statusReason`. Change the type, or delete the model.',
  }),
});

export const ModelCapabilityEnum = builder.enumType('ModelCapability', {
  description: 'An ability of a model.',
  values: describeValues(modelCapabilities, {
    COMPLETION: 'The model generates text.',
    VISION: 'The model accepts images.',
    TOOLS: 'The model can call tools.',
    THINKING: 'The model can reason before its response.',
    JSON_SCHEMA: "The model's response can be restricted to a JSON schema.",
    EMBEDDING: 'The model computes vectors for texts.',
    RERANK: 'The model ranks documents by their relevance to a query.',
    TRANSCRIPTION: 'The model transcribes speech to text.',
  }),
});

const CapabilitySourceEnum = builder.enumType('CapabilitySource', {
  description: 'The source from which a capability of a model is known.',
  values: describeValues(capabilitySources, {
    OLLAMA: 'Ollama reports the capability of a local model.',
    DECLARED: 'The owner of the model has declared it.',
    TEST: 'A step of `testModel` has found it.',
    CATALOGUE: 'The catalogue of providers has it for models with this name.',
    TYPE: 'The type with which the model is registered requires it.',
  }),
});

const KnownCapabilityType = builder
  .objectRef<{ capability: ModelCapability; source: CapabilitySource }>('KnownCapability')
  .implement({
    description: 'A capability of a model, and the source from which it is known.',
    fields: (t) => ({
      capability: t.expose('capability', {
        type: ModelCapabilityEnum,
        description: 'The capability of the model.',
      }),
      source: t.expose('source', {
        type: CapabilitySourceEnum,
        description: 'The source from which the capability is known.',
      }),
    }),
  });

/** The facts about a credential, and its model. */
type ModelCredentialView = CredentialView & { readonly model: Model };

const CredentialType = builder.objectRef<ModelCredentialView>('Credential').implement({
  description: 'Facts about a stored credential. The secrets themselves can never be read.',
  fields: (t) => ({
    configured: t.exposeBoolean('configured', {
      description: 'Whether an API key or secret headers are stored.',
    }),
    hint: t.exposeString('hint', {
      nullable: true,
      description:
        'Last four characters of the API key. Null when none is stored or it is short, for built-in models unless you are a platform administrator, and without the scope `models:read` or `models:write`.',
    }),
    readable: t.exposeBoolean('readable', {
      description: 'False when a stored value cannot be decrypted with ENCRYPTION_KEYS.',
    }),
    headerNames: t.stringList({
      description:
        'Names of the secret headers. Empty for built-in models unless you are a platform administrator, and without the scope `models:read` or `models:write`.',
      resolve: ({ headerNames }) => [...headerNames],
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the credential was last set; null when none is stored.',
    }),
    health: t.field({
      type: TargetHealthType,
      description:
        'Whether calls that have another choice use the credential. A rate limit opens it until the provider accepts requests again, and a rejection for five minutes.',
      resolve: ({ model }, _args, { viewer, services }) =>
        services.health.view(viewer, model, model.id),
    }),
  }),
});

export const ModelObject = builder.node(Model, {
  name: 'Model',
  isTypeOf: (value) => [Model, ModelRow, ModelCopy].some((kind) => value instanceof kind),
  description: 'A language model that your tenant has registered, or a built-in one.',
  id: { resolve: (model) => model.id },
  loadMany: (ids, { viewer, services }) => services.models.findMany(viewer, ids),
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Name of the model at the provider or in Ollama.',
    }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: 'Name to display; null when none is set.',
    }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'Free-text description; null when none is set.',
    }),
    type: t.expose('type', {
      type: ModelTypeEnum,
      description: 'Type of the model: what it is used for.',
    }),
    source: t.expose('source', {
      type: ModelSourceEnum,
      description: 'Whether the model is local or remote.',
    }),
    provider: t.field({
      type: ProviderType,
      nullable: true,
      description: 'Provider of the model; null for local models.',
      resolve: ({ provider }, _args, { services }) =>
        provider === null ? null : services.providers.find(provider),
    }),
    baseUrl: t.string({
      nullable: true,
      description:
        "Base URL of the model's API. Null for local models, for built-in models unless you are a platform administrator, and without the scope `models:read` or `models:write`.",
      resolve: (model, _args, { viewer }) => (maySeeInside(viewer, model) ? model.baseUrl : null),
    }),
    credential: t.field({
      type: CredentialType,
      description: 'Facts about the stored credential.',
      resolve: (model, _args, { viewer, services }) => ({
        ...services.credentials.view(viewer, model),
        model,
      }),
    }),
    health: t.field({
      type: TargetHealthType,
      description:
        'Whether calls that have another choice use the model. Three failures within 30 seconds open its circuit, or five of several tenants for a built-in model.',
      resolve: (model, _args, { viewer, services }) => services.health.view(viewer, model),
    }),
    keys: t.field({
      type: [ModelKeyType],
      description:
        'Stored API keys that calls can use; the key of `credential` comes before them. Empty for built-in models unless you are a platform administrator, and without the scope `models:read` or `models:write`.',
      resolve: (model, _args, { viewer, services }) => services.apiKeys.findKeysOf(viewer, model),
    }),
    parameters: t.expose('parameters', {
      type: ModelParametersType,
      description: 'Default options and limits for calls to this model.',
    }),
    capabilities: t.field({
      type: [ModelCapabilityEnum],
      description:
        'Known capabilities of the model: of a local model those that Ollama reports, empty until it does; of a remote model those that its owner declares, else those of its type, of the catalogue and of tests.',
      resolve: ({ capabilities }) => capabilities,
    }),
    capabilitySources: t.field({
      type: [KnownCapabilityType],
      description: 'The same capabilities, each with the source from which it is known.',
      resolve: (model) =>
        model.capabilities.map((capability) => ({
          capability,
          source: sourceOf(model, capability),
        })),
    }),
    extraParameters: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'Fields that are added to the body of each request to the model. Null when there are none, and for built-in models unless you are a platform administrator.',
      resolve: (model, _args, { viewer }) =>
        maySeeInside(viewer, model) ? model.extraParameters : null,
    }),
    chatDialect: t.field({
      type: ChatDialectType,
      nullable: true,
      description:
        "Request fields that the model accepts: the catalogue's facts, overridden by the model's parameters. Null unless the type is CHAT or VISION.",
      resolve: ({ type, provider, name, parameters }) =>
        type === 'CHAT' || type === 'VISION' ? findDialect(provider, name, parameters) : null,
    }),
    isDefault: t.boolean({
      description: 'Whether it is the default of its type for your tenant.',
      resolve: (model, _args, { viewer, services }) => services.defaults.isDefault(viewer, model),
    }),
    isBuiltin: t.boolean({
      description:
        'Whether it is a built-in model: visible to every tenant, changed only by platform administrators.',
      resolve: isBuiltin,
    }),
    builtinId: t.string({
      nullable: true,
      description:
        "ID in the operator's file of built-in models. Null when the model is not from that file, and unless you are a platform administrator.",
      resolve: (model, _args, { viewer }) => (maySeeInside(viewer, model) ? model.builtinId : null),
    }),
    isOverridden: t.exposeBoolean('overridden', {
      description:
        "Whether a mutation has changed a model of the operator's file. The file does not change such a model until `resetBuiltinModel` is called.",
    }),
    status: t.expose('status', { type: ModelStatusEnum, description: 'Status of the model.' }),
    statusReason: t.exposeString('statusReason', {
      nullable: true,
      description:
        'Human-readable reason for the status, such as why a download failed; null when there is none.',
    }),
    pull: t.field({
      type: PullObject,
      nullable: true,
      description:
        'Newest download of a local model; null when there was none, and without the scope `models:read`.',
      resolve: (model, _args, { viewer, services }) => services.pullLists.findNewest(viewer, model),
    }),
    contextLength: t.exposeInt('contextLength', {
      nullable: true,
      description:
        'Maximum context length of a local model in tokens, as Ollama reports it; null when unknown.',
    }),
    embeddingLength: t.exposeInt('embeddingLength', {
      nullable: true,
      description:
        "Number of dimensions of a local model's vectors, as Ollama reports it; null when unknown.",
    }),
    sizeBytes: t.expose('sizeBytes', {
      type: 'BigInt',
      nullable: true,
      description: 'Size of a local model on disk in bytes; null when unknown.',
    }),
    version: t.exposeInt('version', {
      description:
        'Version number, which increases with every change. Send it as `expectedVersion` to avoid overwriting changes by others.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time when the model was registered.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time of the last change.' }),
  }),
});

builder.objectField(ConflictErrorObject, 'conflictingModel', (t) =>
  t.field({
    type: ModelObject,
    nullable: true,
    description:
      'The model that the input conflicts with, as it is now: the one that has changed, or the one that has the name. Null when there is none, or without the scope `models:read` or `models:use`.',
    resolve: (conflict, _args, { viewer, services }) =>
      services.models.findConflicting(viewer, conflict),
  }),
);
