import { defineEntity, p } from '@mikro-orm/core';
import {
  type ModelCapability,
  type ModelKey,
  type ModelParameters,
  modelSources,
  modelStatuses,
  modelTypes,
} from '../domain.ts';
import { ownedOrShared } from './tenancy.ts';

const { filters, ...walls } = ownedOrShared('model');

/** Index for a list order. Lists show only models that are not deleted. */
const listedBy = (column: string) => ({
  name: `model_${column}_index`,
  expression: `create index "model_${column}_index" on "model" ("tenant_id", "${column}", "id") where deleted_at is null`,
});

export const displayNameIndex = 'model_display_name_unique';

const ModelSchema = defineEntity({
  name: 'Model',
  tableName: 'model',
  ...walls,
  filters: { ...filters, live: { name: 'live', cond: { deletedAt: null }, default: true } },
  indexes: [
    // One index for each list order. Each ends with the tie-breaker of the list's cursor.
    listedBy('name'),
    listedBy('created_at'),
    listedBy('updated_at'),
    {
      // Counts the deleted models of a tenant.
      name: 'model_deleted_index',
      expression:
        'create index "model_deleted_index" on "model" ("tenant_id") where deleted_at is not null',
    },
    {
      name: 'model_pull_index',
      expression:
        'create index "model_pull_index" on "model" ("pull_id") where pull_id is not null',
    },
    {
      name: 'model_waiting_index',
      expression: 'create index "model_waiting_index" on "model" ("pull_id") where awaits_pull',
    },
    {
      name: displayNameIndex,
      expression: `create unique index "${displayNameIndex}" on "model" ("tenant_id", lower("display_name")) where deleted_at is null`,
    },
  ],
  uniques: [{ name: 'model_builtin_id_unique', properties: ['builtinId'] }],
  properties: {
    id: p.uuid().primary(),
    /** The platform's tenant ID for a built-in model. */
    tenantId: p.text().check("tenant_id <> ''"),
    name: p.text(),
    displayName: p.text().strictNullable(),
    description: p.text().strictNullable(),
    type: p.enum(modelTypes),
    source: p.enum(modelSources),
    provider: p.text().strictNullable(),
    baseUrl: p.text().strictNullable(),
    /** Encrypted. The plaintext never becomes part of an entity. */
    sealedApiKey: p.text().strictNullable().hidden(),
    apiKeyHint: p.text().strictNullable(),
    /** Encrypted JSON object with header names and values. */
    sealedHeaders: p.text().strictNullable().hidden(),
    headerNames: p.array(),
    credentialUpdatedAt: p.datetime(3).strictNullable(),
    /** The rows of `api_key` that calls can use, besides the key above. */
    keys: p.json<readonly ModelKey[]>(),
    parameters: p.json<ModelParameters>(),
    /** Added to the body of every request. */
    extraParameters: p.json<Readonly<Record<string, unknown>>>().strictNullable(),
    /**
     * All known capabilities. Those of a remote model are derived from the next two fields by
     * `services/models/model-capabilities.ts`.
     */
    capabilities: p.array().$type<ModelCapability[]>(),
    /** Declared by the owner of a remote model; null when they have declared none. */
    declaredCapabilities: p.array().$type<ModelCapability[]>().strictNullable(),
    /** Capabilities that tests of a remote model have found, in addition to those known before. */
    testedCapabilities: p.array().$type<ModelCapability[]>(),
    status: p.enum(modelStatuses),
    statusReason: p.text().strictNullable(),
    /** The newest download of a local model. */
    pullId: p.uuid().strictNullable(),
    /** Whether the model waits for that download. */
    awaitsPull: p.boolean(),
    /** Number of tokens; reported by Ollama for a local model. */
    contextLength: p.integer().strictNullable(),
    /** Number of dimensions; reported by Ollama for a local model. */
    embeddingLength: p.integer().strictNullable(),
    /** Size on disk in bytes; reported by Ollama for a local model. */
    sizeBytes: p.bigint('number').strictNullable(),
    /** ID of the entry in the operator's file; null for models that a mutation has created. */
    builtinId: p.text().strictNullable(),
    /**
     * Whether a mutation has changed it. The operator's file does not change it until it is reset.
     */
    overridden: p.boolean(),
    version: p.integer().version(),
    // Milliseconds, as in a cursor: with a higher precision, pages would overlap.
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
    deletedAt: p.datetime(3).strictNullable(),
  },
});

/** A language model that a tenant has registered, or the platform for all tenants. */
export class Model extends ModelSchema.class {}
ModelSchema.setClass(Model);
