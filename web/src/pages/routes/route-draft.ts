import type {
  CreateRouteInput,
  ModelType,
  RoutePartsFragment,
  RoutePolicyInput,
  RouteTargetInput,
  UpdateRouteInput,
} from '../../gql/graphql.ts';
import { nameOf } from '../../models/model-names.ts';

export interface DraftTarget {
  readonly modelId: string;
  readonly name: string;
  readonly isBuiltin: boolean;
  /** Whether it has the priority of the model above it. */
  readonly isShared: boolean;
  readonly weight: string;
}

type Policy = RoutePartsFragment['policy'];
export type PolicyNumber = 'maxAttempts' | 'maxPauseMs' | 'firstTokenTimeoutMs' | 'deadlineMs';

/** The numbers as they are typed. */
export type PolicyDraft = Readonly<Record<PolicyNumber, string>> &
  Pick<Policy, 'onContextLength' | 'onContentFilter' | 'afterOutput'>;

export interface RouteDraft {
  readonly name: string;
  readonly description: string;
  readonly type: ModelType;
  readonly isBuiltin: boolean;
  readonly targets: readonly DraftTarget[];
  readonly policy: PolicyDraft;
}

/** The defaults of the API. */
export const defaultPolicy: PolicyDraft = {
  maxAttempts: '6',
  maxPauseMs: '3000',
  firstTokenTimeoutMs: '15000',
  deadlineMs: '120000',
  onContextLength: 'NEXT_LARGER',
  onContentFilter: 'STOP',
  afterOutput: 'RESTART',
};

export const emptyDraft: RouteDraft = {
  name: '',
  description: '',
  type: 'CHAT',
  isBuiltin: false,
  targets: [],
  policy: defaultPolicy,
};

/** A model that was deleted stays in the list: the route uses it again after a restore. */
export function toDraft(route: RoutePartsFragment): RouteDraft {
  const { name, description, type, isBuiltin, policy } = route;
  const targets = [...route.targets].sort((a, b) => a.priority - b.priority);
  return {
    name,
    description: description ?? '',
    type,
    isBuiltin,
    targets: targets.map(({ modelId, model, priority, weight }, index) => ({
      modelId,
      name: model === null ? 'Deleted model' : nameOf(model),
      isBuiltin: model?.isBuiltin ?? isBuiltin,
      isShared: targets[index - 1]?.priority === priority,
      weight: String(weight),
    })),
    policy: {
      ...policy,
      maxAttempts: String(policy.maxAttempts),
      maxPauseMs: String(policy.maxPauseMs),
      firstTokenTimeoutMs: String(policy.firstTokenTimeoutMs ?? ''),
      deadlineMs: String(policy.deadlineMs),
    },
  };
}

export function toCreateInput(draft: RouteDraft): CreateRouteInput {
  const { name, description, type, isBuiltin } = draft;
  return {
    name: name.trim(),
    ...(description.trim() === '' ? {} : { description: description.trim() }),
    type,
    isBuiltin,
    targets: toTargets(draft.targets),
    policy: toPolicy(draft.policy),
  };
}

/** The changed fields only. */
export function changesOf(before: RouteDraft, after: RouteDraft): Omit<UpdateRouteInput, 'id'> {
  const description = after.description.trim();
  const targets = toTargets(after.targets);
  const policy = toPolicy(after.policy);
  return {
    ...(after.name.trim() === before.name ? {} : { name: after.name.trim() }),
    ...(description === before.description ? {} : { description: description || null }),
    ...(isEqual(targets, toTargets(before.targets)) ? {} : { targets }),
    ...(isEqual(policy, toPolicy(before.policy)) ? {} : { policy }),
  };
}

function toTargets(targets: readonly DraftTarget[]): RouteTargetInput[] {
  let priority = -1;
  return targets.map(({ modelId, isShared, weight }) => {
    if (!isShared || priority < 0) priority += 1;
    return { modelId, priority, weight: toNumber(weight) };
  });
}

function toPolicy(policy: PolicyDraft): RoutePolicyInput {
  const { maxAttempts, maxPauseMs, firstTokenTimeoutMs, deadlineMs, ...steps } = policy;
  return {
    ...steps,
    maxAttempts: toNumber(maxAttempts),
    maxPauseMs: toNumber(maxPauseMs),
    firstTokenTimeoutMs: toNumber(firstTokenTimeoutMs),
    deadlineMs: toNumber(deadlineMs),
  };
}

/** Null for an empty field, which means the default. */
const toNumber = (text: string) => (text === '' ? null : Number(text));

const isEqual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
