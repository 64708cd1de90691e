import type { ChatAdapterFactory, PreparedCall } from '../../adapters/chat-adapter.ts';
import type { CompletionRequest } from '../../adapters/chat-request.ts';
import type { Dialect } from '../../adapters/dialect.ts';
import { findDialect } from '../../adapters/provider-catalogue.ts';
import { withRetries } from '../../adapters/with-retries.ts';
import type { Model } from '../../db/model.entity.ts';
import { timeoutsOf, toCallTarget } from '../calls/call-target.ts';
import type { ModelSlots } from '../calls/model-slots.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import { lacks } from './ability-faults.ts';

export interface PrepareCallOptions {
  readonly credential: ModelCredential;
  readonly createAdapter: ChatAdapterFactory;
  readonly slots: ModelSlots;
}

/**
 * Prepares the call of a model with its credential, its retries and its limit of concurrent calls.
 *
 * @param tenantId of the caller.
 * @throws CredentialError
 */
export function prepareCall(
  tenantId: string,
  model: Readonly<Model>,
  request: CompletionRequest,
  options: PrepareCallOptions,
): PreparedCall {
  const { credential, createAdapter, slots } = options;
  const adapter = createAdapter({
    ...toCallTarget(model, credential),
    dialect: dialectOf(model),
    capabilities: model.source === 'LOCAL' ? model.capabilities : [],
    timeouts: timeoutsOf(model),
  });
  const { maxRetries, maxConcurrency } = model.parameters;
  const retried = withRetries(adapter.prepare(request), maxRetries ?? 0);
  if (maxConcurrency === null) return retried;
  return inSlot(retried, (signal) => slots.acquire(model, tenantId, signal));
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
