import { z } from 'zod';
import {
  afterOutputSteps,
  contentFilterSteps,
  contextLengthSteps,
  type ModelType,
  modelTypes,
  type RoutePolicy,
} from '../../domain.ts';
import { choicesOf, longList } from '../input/list-input.ts';
import { integer, lineText, longText } from '../input/text-input.ts';

/** The policy of a route that sets none. */
export const defaultPolicy: RoutePolicy = {
  maxAttempts: 6,
  maxPauseMs: 3_000,
  firstTokenTimeoutMs: 15_000,
  deadlineMs: 120_000,
  onContextLength: 'NEXT_LARGER',
  onContentFilter: 'STOP',
  afterOutput: 'RESTART',
};

/** The types of the models that a route can have: chats accept models of two types. */
export function targetTypes(type: ModelType): readonly ModelType[] {
  return type === 'CHAT' || type === 'VISION' ? ['CHAT', 'VISION'] : [type];
}

const policy = z.strictObject({
  maxAttempts: integer(1, 20).nullish(),
  maxPauseMs: integer(0, 60_000).nullish(),
  firstTokenTimeoutMs: integer(1, 3_600_000).nullish(),
  deadlineMs: integer(1, 3_600_000).nullish(),
  onContextLength: z.enum(contextLengthSteps).nullish(),
  onContentFilter: z.enum(contentFilterSteps).nullish(),
  afterOutput: z.enum(afterOutputSteps).nullish(),
});

type PolicyInput = z.output<typeof policy>;

const shares = {
  priority: integer(0, 1_000).nullish(),
  weight: integer(1, 1_000).nullish(),
};

interface Shares {
  readonly priority?: number | null | undefined;
  readonly weight?: number | null | undefined;
}

/** A list of models, in which each has a priority and a weight. @param field has the model's ID. */
function targetsOf<Field extends 'modelId' | 'model'>(
  target: z.ZodType<Shares & Readonly<Record<Field, string>>>,
  field: Field,
) {
  const list = longList(target, { minimum: 1, maximum: 20, noun: ['model', 'models'] });
  return list.transform((items, context) => {
    const ids = items.map((item) => item[field]);
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) === index) continue;
      const message = 'is the ID of an earlier model of the route';
      context.addIssue({ code: 'custom', path: [index, field], message });
    }
    return items.map(({ priority, weight, [field]: id }, index) => ({
      modelId: id,
      priority: priority ?? index,
      weight: weight ?? 1,
    }));
  });
}

const targets = targetsOf(z.strictObject({ modelId: z.string(), ...shares }), 'modelId');

const changeable = {
  description: longText(10_000).nullish(),
  policy: policy.nullish(),
};

const name = lineText(255);

export const createRouteInput = z.strictObject({
  ...changeable,
  name,
  type: z.enum(modelTypes),
  targets,
  isBuiltin: z.boolean().nullish(),
});

/** A route of the operator's file. Its models are entries of the file. */
export const declaredRoute = {
  ...changeable,
  name,
  type: z.enum(modelTypes),
  targets: targetsOf(z.strictObject({ model: z.string(), ...shares }), 'model'),
  isDefault: z.boolean().nullish(),
};

/** An absent field keeps its value. Name and targets cannot be cleared. */
export const updateRouteInput = z.object({
  ...changeable,
  name: name.optional(),
  targets: targets.optional(),
});

export const routeFilter = z.object({
  types: choicesOf(modelTypes).nullish(),
  /** Row ID of a model. A malformed one matches nothing. */
  modelId: z.string().nullish(),
  isBuiltin: z.boolean().nullish(),
  search: longText(1_000).nullish(),
});

export type RouteFilter = z.output<typeof routeFilter>;

/**
 * Applies the input of a policy. Null is the default, except for the timeout, which null removes.
 *
 * @param given undefined changes nothing, null is the default policy.
 */
export function changePolicy(
  present: RoutePolicy,
  given: PolicyInput | null | undefined,
): RoutePolicy {
  if (given === null) return defaultPolicy;
  if (given === undefined) return present;
  const changed = Object.entries(given).map(([field, value]) => [
    field,
    field === 'firstTokenTimeoutMs' ? value : (value ?? Reflect.get(defaultPolicy, field)),
  ]);
  return { ...present, ...Object.fromEntries(changed.filter(([, value]) => value !== undefined)) };
}
