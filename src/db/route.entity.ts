import { defineEntity, p } from '@mikro-orm/core';
import { modelTypes, type RoutePolicy, type RouteTarget } from '../domain.ts';
import { ownedOrShared } from './tenancy.ts';

export const routeNameIndex = 'route_name_unique';

const RouteSchema = defineEntity({
  name: 'Route',
  tableName: 'route',
  ...ownedOrShared('route'),
  indexes: [
    // The order of the list. It ends with the tie-breaker of the list's cursor.
    { properties: ['tenantId', 'createdAt', 'id'] },
    {
      name: routeNameIndex,
      expression: `create unique index "${routeNameIndex}" on "route" ("tenant_id", lower("name"))`,
    },
  ],
  uniques: [{ name: 'route_builtin_id_unique', properties: ['builtinId'] }],
  properties: {
    id: p.uuid().primary(),
    /** The platform's tenant ID for a built-in route. */
    tenantId: p.text().check("tenant_id <> ''"),
    name: p.text(),
    description: p.text().strictNullable(),
    type: p.enum(modelTypes),
    /** At least one; each model at most once. A model can have been deleted since. */
    targets: p.json<readonly RouteTarget[]>(),
    policy: p.json<RoutePolicy>(),
    /** ID of the entry in the operator's file; null for routes that a mutation has created. */
    builtinId: p.text().strictNullable(),
    version: p.integer().version(),
    // Milliseconds, as in a cursor: with a higher precision, pages would overlap.
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
});

/** Models of a tenant or of the platform that calls use in an order. */
export class Route extends RouteSchema.class {}
RouteSchema.setClass(Route);
