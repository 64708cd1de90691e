import { InvalidInputError, NotFoundError, QuotaExceededError } from '../errors.ts';
import { type ModelTestStep, modelTestStepNames } from '../services/calls/model-test-step.ts';
import { builder, type InputFields } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { UpstreamErrorObject } from './error.ts';
import { toRowId, withModelKeyRowIds } from './global-id.ts';
import { CreateModelInput } from './model-input.ts';
import { streamResult } from './stream-result.ts';

const ModelTestStepNameEnum = builder.enumType('ModelTestStepName', {
  description: 'A step of a model test. The values are in the order of the steps.',
  values: describeValues(modelTestStepNames, {
    ADDRESS: 'Whether the operator allows models to use the address. Remote models only.',
    CONNECTION: 'Whether the server responds.',
    CREDENTIAL: 'Whether the server accepts the credential, or requires none.',
    MODEL: 'Whether the server has the model.',
    ANSWER: 'Whether the model returns a first token, a vector, a ranking or a transcript.',
    VISION: 'Whether the model names the colour of an image.',
    TOOLS: 'Whether the model calls a tool.',
    THINKING: 'Whether the model reasons before its response.',
    JSON_SCHEMA: 'Whether the model returns JSON that conforms to a schema.',
  }),
});

const ModelTestStepType = builder.objectRef<ModelTestStep>('ModelTestStep').implement({
  description: 'One step of a model test.',
  fields: (t) => ({
    name: t.expose('name', {
      type: ModelTestStepNameEnum,
      description: 'Step of the test.',
    }),
    ok: t.exposeBoolean('ok', { description: 'Whether the step succeeded.' }),
    durationMs: t.exposeInt('durationMs', {
      nullable: true,
      description: 'Duration of the step in milliseconds; null when another step measured it.',
    }),
    detail: t.exposeString('detail', {
      nullable: true,
      description: 'Human-readable result; null when there is none.',
    }),
    error: t.expose('error', {
      type: UpstreamErrorObject,
      nullable: true,
      description: 'The error that made the step fail; null when it succeeded.',
    }),
  }),
});

const ModelTestPayload = builder
  .objectRef<{ steps: ModelTestStep[] }>('ModelTestPayload')
  .implement({
    description: 'The result of a model test.',
    fields: (t) => ({
      ok: t.boolean({
        description: 'Whether every step succeeded.',
        resolve: ({ steps }) => steps.every(({ ok }) => ok),
      }),
      steps: t.field({
        type: [ModelTestStepType],
        description:
          'The steps in their order. A failed step ends the test, except that VISION, TOOLS, THINKING and JSON_SCHEMA are independent of each other.',
        resolve: ({ steps }) => steps,
      }),
    }),
  });

const asked = {
  vision: 'True also tests whether the model understands an image. Default false.',
  tools: 'True also tests a tool call. Default false.',
  thinking: 'True also tests whether the model reasons. Default false.',
  jsonSchema: 'True also tests a response with a JSON schema. Default false.',
};

const only = 'For the types CHAT and VISION.';

function askedFields(t: InputFields) {
  return {
    vision: t.boolean({ description: `${asked.vision} ${only}` }),
    tools: t.boolean({ description: `${asked.tools} ${only}` }),
    thinking: t.boolean({ description: `${asked.thinking} ${only}` }),
    jsonSchema: t.boolean({ description: `${asked.jsonSchema} ${only}` }),
  };
}

const TestModelInput = builder.inputType('TestModelInput', {
  description: 'The model to test, with its stored credential.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of the model.' }),
    ...askedFields(t),
  }),
});

const TestConnectionInput = builder.inputType('TestConnectionInput', {
  description:
    'A model to test before it is registered. The test uses no stored credential besides the `keys` that the model names: the first that is enabled, unless it has an `apiKey`.',
  fields: (t) => ({
    model: t.field({
      type: CreateModelInput,
      required: true,
      description:
        'The model as `createModel` accepts it. It is not checked whether its display name is in use.',
    }),
    ...askedFields(t),
  }),
});

type Asked = { readonly [Name in keyof typeof asked]?: boolean | null | undefined };

const toOptions = ({ vision, tools, thinking, jsonSchema }: Asked) => ({
  vision: vision ?? false,
  tools: tools ?? false,
  thinking: thinking ?? false,
  jsonSchema: jsonSchema ?? false,
});

const steps = {
  items: [ModelTestStepType],
  typeOf: (_step: ModelTestStep) => 'ModelTestStep',
};

const TestModelStream = streamResult('testModel', {
  ...steps,
  errors: [NotFoundError, QuotaExceededError],
});

const TestConnectionStream = streamResult('testConnection', {
  ...steps,
  errors: [InvalidInputError, QuotaExceededError],
});

const costs = 'The test uses a few tokens. Requires the scope `models:write`.';
const records =
  'Capabilities that a step finds are added to those of a remote model, unless its owner has declared them.';

builder.mutationFields((t) => ({
  testModel: t.field({
    type: ModelTestPayload,
    description: `Tests whether a model works. ${records} ${costs}`,
    args: {
      input: t.arg({ type: TestModelInput, required: true, description: 'The model to test.' }),
    },
    errors: { types: [NotFoundError, QuotaExceededError] },
    resolve: async (_root, { input }, { viewer, services, signal }) => {
      const id = toRowId('Model', input.id);
      const steps = await services.tests.test(viewer, id, toOptions(input), signal);
      return { steps: await Array.fromAsync(steps) };
    },
  }),
  testConnection: t.field({
    type: ModelTestPayload,
    description: `Tests a model before it is registered. ${costs}`,
    args: {
      input: t.arg({
        type: TestConnectionInput,
        required: true,
        description: 'The model to test.',
      }),
    },
    errors: { types: [InvalidInputError, QuotaExceededError] },
    resolve: async (_root, { input }, { viewer, services, signal }) => {
      const { model } = input;
      const steps = await services.tests.testConnection(
        viewer,
        withModelKeyRowIds(model),
        toOptions(input),
        signal,
      );
      return { steps: await Array.fromAsync(steps) };
    },
  }),
}));

builder.subscriptionFields((t) => ({
  testModel: t.field({
    type: TestModelStream.type,
    description: `Like the mutation, but sends each step when it is complete. ${costs}`,
    args: {
      input: t.arg({ type: TestModelInput, required: true, description: 'The model to test.' }),
    },
    subscribe: (_root, { input }, { viewer, services, signal }) =>
      TestModelStream.deliver(
        services.tests.test(viewer, toRowId('Model', input.id), toOptions(input), signal),
      ),
    resolve: (item) => item,
  }),
  testConnection: t.field({
    type: TestConnectionStream.type,
    description: `Like the mutation, but sends each step when it is complete. ${costs}`,
    args: {
      input: t.arg({
        type: TestConnectionInput,
        required: true,
        description: 'The model to test.',
      }),
    },
    subscribe: (_root, { input }, { viewer, services, signal }) =>
      TestConnectionStream.deliver(
        services.tests.testConnection(
          viewer,
          withModelKeyRowIds(input.model),
          toOptions(input),
          signal,
        ),
      ),
    resolve: (item) => item,
  }),
}));
