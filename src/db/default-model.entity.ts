import { defineEntity, p } from '@mikro-orm/core';
import { modelTypes } from '../domain.ts';
import { Model } from './model.entity.ts';
import { ownedOrShared } from './tenancy.ts';

const DefaultModelSchema = defineEntity({
  name: 'DefaultModel',
  tableName: 'default_model',
  ...ownedOrShared('default_model'),
  properties: {
    tenantId: p.text().primary(),
    type: p.enum(modelTypes).primary(),
    modelId: () => p.manyToOne(Model).mapToPk().fieldName('model_id').deleteRule('no action'),
    /** Chosen by the operator's file, which may choose another; a mutation's choice is left alone. */
    declared: p.boolean(),
  },
});

/**
 * Which model a tenant uses for a type where none is named. The platform's row counts for tenants
 * that have chosen none. The model may have been deleted since: then it is as if none was chosen.
 */
export class DefaultModel extends DefaultModelSchema.class {}
DefaultModelSchema.setClass(DefaultModel);
