import type { Model } from './model.entity.ts';
import { column, ReadRow, rowColumns } from './row-columns.ts';

/** A model that was read without the ORM. It has the properties of the entity, and is read-only. */
export class ModelRow extends ReadRow {}

/** A copy of a model, which references no other entities and is read-only. */
export class ModelCopy {}

export const modelColumns = rowColumns<Model>(ModelRow, {
  id: column.uuid,
  tenantId: column.text,
  name: column.text,
  displayName: column.text,
  description: column.text,
  type: column.text,
  source: column.text,
  provider: column.text,
  baseUrl: column.text,
  sealedApiKey: column.text,
  apiKeyHint: column.text,
  sealedHeaders: column.text,
  headerNames: column.list,
  credentialUpdatedAt: column.time,
  keys: column.json,
  parameters: column.json,
  extraParameters: column.json,
  capabilities: column.list,
  declaredCapabilities: column.list,
  testedCapabilities: column.list,
  status: column.text,
  statusReason: column.text,
  pullId: column.uuid,
  awaitsPull: column.flag,
  contextLength: column.number,
  embeddingLength: column.number,
  sizeBytes: column.number,
  builtinId: column.text,
  overridden: column.flag,
  version: column.number,
  createdAt: column.time,
  updatedAt: column.time,
  deletedAt: column.time,
});
