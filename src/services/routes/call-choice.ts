import { z } from 'zod';
import type { ModelType } from '../../domain.ts';

/** The model or the route of a call. At most one of the IDs is not null. */
export interface CallChoice {
  readonly modelId: string | null;
  readonly routeId: string | null;
  /** The types that the call can use. */
  readonly types: readonly ModelType[];
  /** The types whose defaults can be used without an ID, in this order. */
  readonly defaults: readonly ModelType[];
}

/** The fields of an input that choose a model or a route. Without an ID, a default is used. */
export const choiceFields = {
  modelId: z.string().nullable(),
  routeId: z.string().nullable(),
};

/** Rejects an input that names both a model and a route. */
export function refuseTwoChoices(
  { modelId, routeId }: Pick<CallChoice, 'modelId' | 'routeId'>,
  context: z.RefinementCtx,
): void {
  if (modelId === null || routeId === null) return;
  const message = 'must be left out with modelId: name a model or a route, not both';
  context.addIssue({ code: 'custom', path: ['routeId'], message });
}
