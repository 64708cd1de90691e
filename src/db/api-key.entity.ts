import { defineEntity, p } from '@mikro-orm/core';
import { ownedOrShared } from './tenancy.ts';

export const apiKeyNameIndex = 'api_key_name_unique';

const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  ...ownedOrShared('api_key'),
  indexes: [
    // The order of the list. It ends with the tie-breaker of the list's cursor.
    { properties: ['tenantId', 'createdAt', 'id'] },
    {
      name: apiKeyNameIndex,
      expression: `create unique index "${apiKeyNameIndex}" on "api_key" ("tenant_id", lower("name"))`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    /** The platform's tenant ID for a key of built-in models. */
    tenantId: p.text().check("tenant_id <> ''"),
    name: p.text(),
    /** ID of an entry of the catalogue. */
    provider: p.text(),
    /** The origins of the URLs that the key can be sent to, sorted; at least one. */
    origins: p.array(),
    /** Encrypted. The plaintext never becomes part of an entity. */
    sealedApiKey: p.text().hidden(),
    hint: p.text().strictNullable(),
    version: p.integer().version(),
    // Milliseconds, as in a cursor: with a higher precision, pages would overlap.
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
});

/** An API key of a tenant, or of the platform, that several models can use. */
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);
