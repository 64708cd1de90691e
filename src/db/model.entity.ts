import { defineEntity, p } from '@mikro-orm/core';
import {
  type ModelCapability,
  type ModelParameters,
  modelSources,
  modelStatuses,
  modelTypes,
} from '../domain.ts';
import { ownedOrShared } from './tenancy.ts';

const { filters, ...walls } = ownedOrShared('model');

/** A list shows what is not deleted, so that is all its index holds. */
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
    // One per order that a list can have, each ending in the tie-breaker of its cursor.
    listedBy('name'),
    listedBy('created_at'),
    listedBy('updated_at'),
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
    /** The platform's, for a built-in model. */
    tenantId: p.text().check("tenant_id <> ''"),
    name: p.text(),
    displayName: p.text().strictNullable(),
    description: p.text().strictNullable(),
    type: p.enum(modelTypes),
    source: p.enum(modelSources),
    provider: p.text().strictNullable(),
    baseUrl: p.text().strictNullable(),
    /** Sealed text; the plaintext never becomes part of an entity. */
    sealedApiKey: p.text().strictNullable().hidden(),
    apiKeyHint: p.text().strictNullable(),
    /** Sealed JSON object of name → value. */
    sealedHeaders: p.text().strictNullable().hidden(),
    headerNames: p.array(),
    credentialUpdatedAt: p.datetime(3).strictNullable(),
    parameters: p.json<ModelParameters>(),
    /** Merged into the body of every request. */
    extraParameters: p.json<Readonly<Record<string, unknown>>>().strictNullable(),
    /** All that is known of; derived from the two below by `services/models/model-capabilities.ts`. */
    capabilities: p.array().$type<ModelCapability[]>(),
    /** By the owner of a remote model; null when they declared none. */
    declaredCapabilities: p.array().$type<ModelCapability[]>().strictNullable(),
    /** Found by tests of a remote model, in addition to what was known. */
    testedCapabilities: p.array().$type<ModelCapability[]>(),
    status: p.enum(modelStatuses),
    statusReason: p.text().strictNullable(),
    /** The newest download of a local model. */
    pullId: p.uuid().strictNullable(),
    /** Whether the model waits for that download. */
    awaitsPull: p.boolean(),
    /** Tokens; as Ollama says of a local model. */
    contextLength: p.integer().strictNullable(),
    /** Length of its vectors; likewise. */
    embeddingLength: p.integer().strictNullable(),
    /** On disk; likewise. */
    sizeBytes: p.bigint('number').strictNullable(),
    /** The entry of the operator's file that it comes from; null for models made by mutation. */
    builtinId: p.text().strictNullable(),
    /** Changed by mutation since: the operator's file leaves it alone until it is reset. */
    overridden: p.boolean(),
    version: p.integer().version(),
    // Milliseconds, as a cursor carries them: finer stored times would make pages overlap.
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
    deletedAt: p.datetime(3).strictNullable(),
  },
});

/** A language model that a tenant, or the platform for all of them, has registered. */
export class Model extends ModelSchema.class {}
ModelSchema.setClass(Model);
