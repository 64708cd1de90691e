import type { Model } from '../db/model.entity.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import { type BuiltinStep, builtinActions } from '../services/builtins/builtin-plan.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { toRowId } from './global-id.ts';
import { ModelObject } from './model.ts';

const BuiltinActionEnum = builder.enumType('BuiltinAction', {
  description: "Effect of the operator's file on a built-in model or route.",
  values: describeValues(builtinActions, {
    CREATE: 'The model or route is created.',
    UPDATE: 'Fields of the model or route are changed.',
    RESTORE: 'The model was deleted and is in the file again: it is restored with the same ID.',
    DELETE: 'The model or route is no longer in the file: it is deleted.',
    KEEP: 'The model or route already matches the file: nothing changes.',
    LEAVE_OVERRIDDEN:
      'A mutation has changed the model: the file does not change it until `resetBuiltinModel` is called.',
  }),
});

const BuiltinStepType = builder.objectRef<BuiltinStep>('BuiltinStep').implement({
  description: "Effect of the operator's file on one built-in model or route.",
  fields: (t) => ({
    builtinId: t.exposeString('id', { description: "ID of the entry in the operator's file." }),
    action: t.expose('action', {
      type: BuiltinActionEnum,
      description: 'The action for this model or route.',
    }),
    fields: t.stringList({
      description: 'Names of the fields that change, never their values.',
      resolve: ({ fields }) => [...fields],
    }),
  }),
});

const ApplyPayload = builder
  .objectRef<{ steps: BuiltinStep[]; dryRun: boolean }>('ApplyBuiltinModelsPayload')
  .implement({
    description: "The result of applying the operator's file, or of a dry run.",
    fields: (t) => ({
      dryRun: t.exposeBoolean('dryRun', {
        description: 'True for a dry run, which changes nothing.',
      }),
      steps: t.field({
        type: [BuiltinStepType],
        description:
          'One step for each built-in model, then one for each route: first those in the file, in its order, then those that are no longer in it.',
        resolve: ({ steps }) => steps,
      }),
    }),
  });

const ResetPayload = builder
  .objectRef<{ model: Model | null }>('ResetBuiltinModelPayload')
  .implement({
    description: "The model after it was reset to the operator's file.",
    fields: (t) => ({
      model: t.expose('model', {
        type: ModelObject,
        nullable: true,
        description: 'Current state of the model; null when the file no longer contains it.',
      }),
    }),
  });

const ApplyInput = builder.inputType('ApplyBuiltinModelsInput', {
  description: "Options for applying the operator's file of built-in models and routes.",
  fields: (t) => ({
    dryRun: t.boolean({
      description: 'True returns the steps without performing them. Default false.',
    }),
  }),
});

const ResetInput = builder.inputType('ResetBuiltinModelInput', {
  description: 'The built-in model to reset.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of the built-in model; it can be a deleted one.' }),
  }),
});

builder.mutationFields((t) => ({
  applyBuiltinModels: t.field({
    type: ApplyPayload,
    description:
      "Reads the operator's file of built-in models and routes (BUILTIN_MODELS_FILE) again and applies it, completely or not at all. Errors name the line. Requires the scope `platform:admin`.",
    args: {
      input: t.arg({
        type: ApplyInput,
        required: true,
        description: 'Options for applying the file.',
      }),
    },
    errors: { types: [InvalidInputError, ConflictError] },
    resolve: async (_root, { input }, { viewer, services }) => {
      const dryRun = input.dryRun ?? false;
      return { dryRun, steps: await services.builtins.applyFor(viewer, { dryRun }) };
    },
  }),
  resetBuiltinModel: t.field({
    type: ResetPayload,
    description:
      "Resets a built-in model to the operator's file and discards the changes that mutations have made. Requires the scope `platform:admin`.",
    args: {
      input: t.arg({
        type: ResetInput,
        required: true,
        description: 'The built-in model to reset.',
      }),
    },
    errors: { types: [InvalidInputError, NotFoundError, ConflictError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.builtins.reset(viewer, toRowId('Model', input.id)),
    }),
  }),
}));
