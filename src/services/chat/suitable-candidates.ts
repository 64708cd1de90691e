import type { Model } from '../../db/model.entity.ts';
import { type Candidates, firstOf } from '../routes/candidate.ts';
import { lacks } from './ability-faults.ts';
import type { CompletionInput } from './completion-input.ts';
import { exceedsTokens } from './estimated-tokens.ts';

/**
 * Leaves out the models of a route that cannot serve a request. What is not known of a model counts
 * as possible. If no model can serve it, the first one decides about the errors.
 */
export function suitableCandidates(all: Candidates, input: CompletionInput): Candidates {
  if (all.candidates.length === 1) return all;
  const able = all.candidates.filter(({ model }) => input.faults(model).length === 0);
  if (able.length === 0) return { ...all, candidates: [firstOf(all)] };
  const fit = able.filter(({ model }) => canServe(model, input));
  return { ...all, candidates: fit.length === 0 ? able : fit };
}

/** Without these abilities, a model is still called: it gets the schema as an instruction. */
function canServe(model: Readonly<Model>, { hasSchema, texts }: CompletionInput): boolean {
  if (hasSchema && model.source === 'REMOTE' && lacks(model, 'JSON_SCHEMA')) return false;
  const contextWindow = model.parameters.contextWindow ?? model.contextLength;
  return contextWindow === null || !exceedsTokens(texts(), contextWindow);
}
