import type { ChatAdapterFactory, PreparedCall } from '../../adapters/chat-adapter.ts';
import type { CompletionRequest } from '../../adapters/chat-request.ts';
import type { Dialect } from '../../adapters/dialect.ts';
import { findDialect } from '../../adapters/provider-catalogue.ts';
import type { Model } from '../../db/model.entity.ts';
import { CredentialError } from '../../errors.ts';
import { AttemptSecrets, timeoutsOf, toCallTarget } from '../calls/call-target.ts';
import type { ModelSlots } from '../calls/model-slots.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import type { KeyedModel } from '../models/model-keys.ts';
import { planCall } from '../routes/attempt-gate.ts';
import type { ModelAttempt } from '../routes/called-model.ts';
import type { Candidates } from '../routes/candidate.ts';
import type { TargetHealth } from '../routes/target-health.ts';
import { lacks } from './ability-faults.ts';
import { ChatAttempts } from './chat-attempts.ts';
import type { CompletionCall } from './chat-run.ts';

export interface PrepareCallOptions {
  readonly credential: ModelCredential;
  readonly createAdapter: ChatAdapterFactory;
  readonly slots: ModelSlots;
  readonly health: TargetHealth;
  readonly now: () => Date;
}

/** What a completion calls. */
export interface CallOfCompletion extends Candidates {
  /** The tenant of the caller. */
  readonly tenantId: string;
  /** Whether the reader discards what was received, when a restart requires it. */
  readonly acceptsRestart: boolean;
  /** Returns what the same completion would use now. */
  readonly reload: () => Promise<Candidates>;
  /**
   * The request for a model, with warnings about its options.
   *
   * @throws InvalidInputError for fields that the model does not support.
   */
  readonly toRequest: (model: Readonly<Model>) => {
    readonly request: CompletionRequest;
    readonly warnings: readonly string[];
  };
}

/**
 * Prepares the attempts of a completion, each with its credential and within the limit of
 * concurrent calls of its model. When there is only one model, its call is prepared at once.
 *
 * @throws CredentialError | InvalidInputError
 */
export async function prepareCall(
  completion: CallOfCompletion,
  options: PrepareCallOptions,
): Promise<{ readonly model: KeyedModel; readonly call: CompletionCall }> {
  const { credential, slots, health, now } = options;
  const { candidates, tenantId, acceptsRestart, reload } = completion;
  const policy = acceptsRestart
    ? completion.policy
    : { ...completion.policy, afterOutput: 'END' as const };
  const secrets = new AttemptSecrets();
  const prepare = (attempt: ModelAttempt, firstTokenMs: number) =>
    prepareAttempt(attempt, firstTokenMs, secrets, completion, options);
  const acquire = (model: Readonly<Model>, signal: AbortSignal) =>
    slots.acquire(model, tenantId, signal);
  const firstTokenMsOf = (model: Readonly<Model>) => timeoutsOf(model).firstTokenMs;
  const gating = { health, tenantId, firstTokenMsOf, reload };
  const planned = await planCall({ ...completion, policy }, credential, gating);
  const { plan, gate, first: attempt } = planned;
  const { model, keys } = attempt.target;
  const open = () => prepare(attempt, plan.firstTokenMs);
  const call = candidates.length === 1 ? (keys.length === 1 ? open() : openIfReadable(open)) : null;
  // Only a call with the model's own credential can be without attempts, which report the key.
  const isOnly = keys.length === 1 && attempt.key.id === null && policy.maxAttempts === 1;
  if (call !== null && isOnly) {
    const isLimited = model.parameters.maxConcurrency !== null;
    return { model, call: isLimited ? inSlot(call, (signal) => acquire(model, signal)) : call };
  }
  const first = { attempt, call };
  const warnings = call?.warnings ?? [];
  return { model, call: new ChatAttempts({ plan, gate, first, warnings, prepare, acquire, now }) };
}

/** Prepares a call; null when its key cannot be used, because another one can. */
function openIfReadable(open: () => PreparedCall): PreparedCall | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof CredentialError) return null;
    throw error;
  }
}

function prepareAttempt(
  { target: { model }, key }: ModelAttempt,
  firstTokenMs: number,
  secrets: AttemptSecrets,
  { toRequest }: CallOfCompletion,
  { createAdapter }: PrepareCallOptions,
): PreparedCall {
  const timeouts = timeoutsOf(model);
  const adapter = createAdapter({
    ...secrets.with(toCallTarget(model, key)),
    dialect: dialectOf(model),
    capabilities: model.source === 'LOCAL' ? model.capabilities : [],
    timeouts: { ...timeouts, firstTokenMs: Math.min(timeouts.firstTokenMs, firstTokenMs) },
  });
  const { request, warnings } = toRequest(model);
  const call = adapter.prepare(request);
  if (warnings.length === 0) return call;
  return { warnings: [...warnings, ...call.warnings], stream: (given) => call.stream(given) };
}

/**
 * Without the declared capability JSON_SCHEMA, a schema is sent to a remote model as an
 * instruction. Ollama enforces schemas itself, for every model.
 */
function dialectOf(model: Readonly<Model>): Dialect {
  const dialect = findDialect(model.provider, model.name, model.parameters);
  if (model.source === 'LOCAL' || !lacks(model, 'JSON_SCHEMA')) return dialect;
  return { ...dialect, refusedOptions: [...dialect.refusedOptions, 'JSON_SCHEMA'] };
}

/** Waits for a free slot before the call. */
function inSlot(
  call: PreparedCall,
  acquire: (signal: AbortSignal) => Promise<Disposable>,
): PreparedCall {
  return {
    warnings: call.warnings,
    stream: async function* (options) {
      using _slot = await acquire(options.signal);
      yield* call.stream(options);
    },
  };
}
