import { defineEntity, p } from '@mikro-orm/core';
import { modelTypes } from '../domain.ts';
import { Model } from './model.entity.ts';
import { Route } from './route.entity.ts';
import { ownedOrShared } from './tenancy.ts';

const DefaultModelSchema = defineEntity({
  name: 'DefaultModel',
  tableName: 'default_model',
  ...ownedOrShared('default_model'),
  checks: [
    {
      name: 'default_model_object_check',
      expression: 'num_nonnulls(model_id, route_id) = 1',
    },
  ],
  properties: {
    tenantId: p.text().primary(),
    type: p.enum(modelTypes).primary(),
    modelId: () =>
      p.manyToOne(Model).mapToPk().fieldName('model_id').deleteRule('no action').strictNullable(),
    /** Null when the default is a model. */
    routeId: () =>
      p.manyToOne(Route).mapToPk().fieldName('route_id').deleteRule('cascade').strictNullable(),
    /**
     * Set by the operator's file, which can change it. The file never changes one set by a
     * mutation.
     */
    declared: p.boolean(),
  },
});

/**
 * The default model or route of a tenant for a model type. The platform's row applies to tenants without
 * one. A row whose model has been deleted has no effect.
 */
export class DefaultModel extends DefaultModelSchema.class {}
DefaultModelSchema.setClass(DefaultModel);
