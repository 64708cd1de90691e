import { InvalidInputError, NotFoundError } from '../errors.ts';
import type { ModelTestStep } from '../services/calls/model-test-step.ts';
import { builder } from './builder.ts';
import { UpstreamErrorObject } from './error.ts';
import { toRowId } from './global-id.ts';
import { CreateModelInput } from './model-input.ts';

const ModelTestStepType = builder.objectRef<ModelTestStep>('ModelTestStep').implement({
  description: 'One thing that was tried.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description:
        '`address`, `connection`, `credential`, `model`, `answer` (a first token, a vector, a ranking or a transcript), `tools` or `structuredOutput`; in this order.',
    }),
    ok: t.exposeBoolean('ok', { description: 'Whether it works.' }),
    durationMs: t.exposeFloat('durationMs', {
      description: 'How long it took, in milliseconds; 0 when another step has told it too.',
    }),
    detail: t.exposeString('detail', { nullable: true, description: 'What was seen, for people.' }),
    error: t.expose('error', {
      type: UpstreamErrorObject,
      nullable: true,
      description: 'Why it does not work.',
    }),
  }),
});

const ModelTestPayload = builder
  .objectRef<{ steps: ModelTestStep[] }>('ModelTestPayload')
  .implement({
    description: 'What was tried, until something did not work.',
    fields: (t) => ({
      ok: t.boolean({
        description: 'Whether everything works.',
        resolve: ({ steps }) => steps.every(({ ok }) => ok),
      }),
      steps: t.field({
        type: [ModelTestStepType],
        description: 'In order. Of the steps up to `answer`, the first that fails is the last.',
        resolve: ({ steps }) => steps,
      }),
    }),
  });

const asked = {
  tools: 'Also let it call a tool. Chat models only.',
  structuredOutput: 'Also let it keep to a JSON schema. Chat models only.',
};

const TestModelInput = builder.inputType('TestModelInput', {
  description: 'Which model to try, with its stored credential.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which model.' }),
    tools: t.boolean({ description: asked.tools }),
    structuredOutput: t.boolean({ description: asked.structuredOutput }),
  }),
});

const TestConnectionInput = builder.inputType('TestConnectionInput', {
  description: 'What to try before it is registered. Nothing that is stored is used.',
  fields: (t) => ({
    model: t.field({
      type: CreateModelInput,
      required: true,
      description: 'What `createModel` would get.',
    }),
    tools: t.boolean({ description: asked.tools }),
    structuredOutput: t.boolean({ description: asked.structuredOutput }),
  }),
});

interface Asked {
  readonly tools?: boolean | null | undefined;
  readonly structuredOutput?: boolean | null | undefined;
}

const toOptions = ({ tools, structuredOutput }: Asked) => ({
  tools: tools ?? false,
  structuredOutput: structuredOutput ?? false,
});

const costs = 'It costs a few tokens. Needs the scope `models:write`.';

builder.mutationFields((t) => ({
  testModel: t.field({
    type: ModelTestPayload,
    description: `Finds out whether a model works. ${costs}`,
    args: { input: t.arg({ type: TestModelInput, required: true, description: 'Which model.' }) },
    errors: { types: [NotFoundError] },
    resolve: async (_root, { input }, { viewer, services, signal }) => {
      const id = toRowId('Model', input.id);
      const steps = await services.tests.test(viewer, id, toOptions(input), signal);
      return { steps: await Array.fromAsync(steps) };
    },
  }),
  testConnection: t.field({
    type: ModelTestPayload,
    description: `Finds out whether a model would work, before it is registered. ${costs}`,
    args: {
      input: t.arg({ type: TestConnectionInput, required: true, description: 'What to try.' }),
    },
    errors: { types: [InvalidInputError] },
    resolve: async (_root, { input }, { viewer, services, signal }) => {
      const { model } = input;
      const steps = await services.tests.testConnection(viewer, model, toOptions(input), signal);
      return { steps: await Array.fromAsync(steps) };
    },
  }),
}));

builder.subscriptionFields((t) => ({
  testModel: t.field({
    type: ModelTestStepType,
    description: `As the mutation, telling each step as it is done. ${costs}`,
    args: { input: t.arg({ type: TestModelInput, required: true, description: 'Which model.' }) },
    subscribe: (_root, { input }, { viewer, services, signal }) =>
      services.tests.test(viewer, toRowId('Model', input.id), toOptions(input), signal),
    resolve: (one) => one,
  }),
  testConnection: t.field({
    type: ModelTestStepType,
    description: `As the mutation, telling each step as it is done. ${costs}`,
    args: {
      input: t.arg({ type: TestConnectionInput, required: true, description: 'What to try.' }),
    },
    subscribe: (_root, { input }, { viewer, services, signal }) =>
      services.tests.testConnection(viewer, input.model, toOptions(input), signal),
    resolve: (one) => one,
  }),
}));
