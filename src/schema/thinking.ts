import { type Thinking, thinkingEfforts } from '../domain.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';

const ThinkingEffortEnum = builder.enumType('ThinkingEffort', {
  description: 'Amount of reasoning. A model with fewer levels uses the nearest one.',
  values: describeValues(thinkingEfforts, {
    MINIMAL: 'The least possible reasoning.',
    LOW: 'A small amount of reasoning.',
    MEDIUM: 'A medium amount of reasoning.',
    HIGH: 'A large amount of reasoning.',
    MAX: 'The most possible reasoning.',
  }),
});

export const ThinkingInput = builder.inputType('ThinkingInput', {
  description: 'Whether the model reasons before its response, or how much. Set exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    enabled: t.boolean({
      description: 'True enables thinking, false disables it, where the model supports that.',
    }),
    effort: t.field({
      type: ThinkingEffortEnum,
      description: 'Amount of reasoning; enables thinking.',
    }),
  }),
});

export const ThinkingType = builder.objectRef<Thinking>('Thinking').implement({
  description: 'Whether a model reasons before its response, and how much.',
  fields: (t) => ({
    enabled: t.boolean({
      description: 'Whether thinking is enabled. True when an amount of reasoning is set.',
      resolve: (thinking) => 'effort' in thinking || thinking.enabled,
    }),
    effort: t.field({
      type: ThinkingEffortEnum,
      nullable: true,
      description: "Amount of reasoning; null means the model's default amount.",
      resolve: (thinking) => ('effort' in thinking ? thinking.effort : null),
    }),
  }),
});
