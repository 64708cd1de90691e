import type { InputFields } from './builder.ts';
import { ThinkingInput } from './thinking.ts';

/** Options of requests for which a model can have defaults. */
export function samplingFields(t: InputFields) {
  return {
    temperature: t.float({
      description: 'Sampling temperature, 0 to 2. Higher values give more varied responses.',
    }),
    topP: t.float({ description: 'Nucleus sampling: probability mass to sample from, 0 to 1.' }),
    topK: t.int({
      description:
        'Number of most likely tokens to sample from, 1 to 100000. Only some providers support it.',
    }),
    minP: t.float({
      description:
        'Minimum probability of a token relative to that of the most likely one, 0 to 1. Only some providers support it.',
    }),
    frequencyPenalty: t.float({
      description:
        'Frequency penalty, -2 to 2. Positive values reduce the repetition of frequent tokens.',
    }),
    presencePenalty: t.float({
      description: 'Presence penalty, -2 to 2. Positive values reduce the repetition of any token.',
    }),
    repetitionPenalty: t.float({
      description:
        'Repetition penalty, 0.01 to 2. Values above 1 reduce the repetition of tokens; 1 has no effect. Only some providers support it.',
    }),
    seed: t.int({
      description:
        'Seed for sampling. The same seed repeats a response, as far as the provider supports that.',
    }),
    thinking: t.field({
      type: ThinkingInput,
      description: 'Whether the model reasons before its response, or how much.',
    }),
  };
}
