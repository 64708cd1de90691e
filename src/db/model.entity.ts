import { defineEntity, p } from '@mikro-orm/core';
import {
  type ModelCapability,
  type ModelParameters,
  modelSources,
  modelStatuses,
  modelTypes,
} from '../domain.ts';
import { tenantFilter } from './tenancy.ts';

const ModelSchema = defineEntity({
  name: 'Model',
  tableName: 'model',
  rowLevelSecurity: 'force',
  filters: {
    tenant: tenantFilter,
    live: { name: 'live', cond: { deletedAt: null }, default: true },
  },
  indexes: [
    // One per order that a list can have, each ending in the tie-breaker of its cursor.
    { properties: ['tenantId', 'name', 'id'] },
    { properties: ['tenantId', 'createdAt', 'id'] },
    { properties: ['tenantId', 'updatedAt', 'id'] },
  ],
  uniques: [
    {
      name: 'model_default_unique',
      properties: ['tenantId', 'type'],
      where: 'is_default and deleted_at is null',
    },
  ],
  properties: {
    id: p.uuid().primary(),
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
    capabilities: p.array().$type<ModelCapability[]>(),
    /** At most one of a tenant's live models of a type. */
    isDefault: p.boolean(),
    status: p.enum(modelStatuses),
    statusReason: p.text().strictNullable(),
    version: p.integer().version(),
    // Milliseconds, as a cursor carries them: finer stored times would make pages overlap.
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
    deletedAt: p.datetime(3).strictNullable(),
  },
});

/** A language model that a tenant has registered. */
export class Model extends ModelSchema.class {}
ModelSchema.setClass(Model);
