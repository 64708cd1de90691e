import type { Model } from '../db/model.entity.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import { type BuiltinStep, builtinActions } from '../services/builtins/builtin-plan.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { toRowId } from './global-id.ts';
import { ModelObject } from './model-object.ts';

const BuiltinActionEnum = builder.enumType('BuiltinAction', {
  description: "What the operator's file makes of a built-in model.",
  values: describeValues(builtinActions, {
    CREATE: 'It is new.',
    UPDATE: 'Something about it becomes different.',
    RESTORE: 'It was deleted and is back in the file: it comes back under its id.',
    DELETE: 'It is no longer in the file.',
    KEEP: 'It is as the file says.',
    LEAVE_OVERRIDDEN: 'A mutation has changed it: it is left alone until `resetBuiltinModel`.',
  }),
});

const BuiltinStepType = builder.objectRef<BuiltinStep>('BuiltinStep').implement({
  description: "What the operator's file makes of one built-in model.",
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Its id in the file.' }),
    action: t.expose('action', { type: BuiltinActionEnum, description: 'What is done.' }),
    fields: t.stringList({
      description: 'Names of what becomes different, never values.',
      resolve: ({ fields }) => [...fields],
    }),
  }),
});

const ApplyPayload = builder
  .objectRef<{ steps: BuiltinStep[]; dryRun: boolean }>('ApplyBuiltinModelsPayload')
  .implement({
    description: 'What the file made, or would make, of each built-in model.',
    fields: (t) => ({
      dryRun: t.exposeBoolean('dryRun', { description: 'True when nothing was done.' }),
      steps: t.field({
        type: [BuiltinStepType],
        description: 'In the order of the file, then those that it no longer has.',
        resolve: ({ steps }) => steps,
      }),
    }),
  });

const ResetPayload = builder
  .objectRef<{ model: Model | null }>('ResetBuiltinModelPayload')
  .implement({
    description: 'The model is as the file says.',
    fields: (t) => ({
      model: t.expose('model', {
        type: ModelObject,
        nullable: true,
        description: 'The model as it is now; null when the file no longer has it.',
      }),
    }),
  });

const ApplyInput = builder.inputType('ApplyBuiltinModelsInput', {
  description: "How to apply the operator's file of built-in models.",
  fields: (t) => ({
    dryRun: t.boolean({ description: 'Only tell what would be done. Default false.' }),
  }),
});

const ResetInput = builder.inputType('ResetBuiltinModelInput', {
  description: 'Which built-in model to reset.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which model, deleted or not.' }),
  }),
});

builder.mutationFields((t) => ({
  applyBuiltinModels: t.field({
    type: ApplyPayload,
    description:
      "Reads the operator's file of built-in models again and applies it, whole or not at all. Faults name the line. Needs the scope `platform:admin`.",
    args: { input: t.arg({ type: ApplyInput, required: true, description: 'How.' }) },
    errors: { types: [InvalidInputError, ConflictError] },
    resolve: async (_root, { input }, { viewer, services }) => {
      const dryRun = input.dryRun ?? false;
      return { dryRun, steps: await services.builtins.applyFor(viewer, { dryRun }) };
    },
  }),
  resetBuiltinModel: t.field({
    type: ResetPayload,
    description:
      "Gives a built-in model back to the operator's file, undoing what mutations have changed. Needs the scope `platform:admin`.",
    args: { input: t.arg({ type: ResetInput, required: true, description: 'Which model.' }) },
    errors: { types: [InvalidInputError, NotFoundError, ConflictError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.builtins.reset(viewer, toRowId('Model', input.id)),
    }),
  }),
}));
