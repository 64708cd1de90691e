import type { ChatAdapter, ChatAdapterFactory } from '../../adapters/chat-adapter.ts';
import { findDialect } from '../../adapters/provider-catalogue.ts';
import { withRetries } from '../../adapters/with-retries.ts';
import type { Model } from '../../db/model.entity.ts';
import { timeoutsOf, toCallTarget } from '../calls/call-target.ts';
import type { ModelSlots } from '../calls/model-slots.ts';
import type { ModelCredential } from '../models/model-credential.ts';

export interface ChatAdapterOfOptions {
  readonly credential: ModelCredential;
  readonly createAdapter: ChatAdapterFactory;
  readonly slots: ModelSlots;
}

/**
 * What calls a model: with its credential, as often and as many at a time as it says.
 *
 * @throws CredentialError
 */
export function chatAdapterOf(model: Model, options: ChatAdapterOfOptions): ChatAdapter {
  const { credential, createAdapter, slots } = options;
  const adapter = createAdapter({
    ...toCallTarget(model, credential),
    dialect: findDialect(model.provider, model.name, model.parameters),
    capabilities: model.source === 'LOCAL' ? model.capabilities : [],
    timeouts: timeoutsOf(model),
  });
  const { maxRetries, maxConcurrency } = model.parameters;
  const patient = withRetries(adapter, maxRetries ?? 0);
  if (maxConcurrency === null) return patient;
  return inTurn(patient, (signal) => slots.acquire(model.id, maxConcurrency, signal));
}

/** Waits for a turn before it calls. */
function inTurn(
  adapter: ChatAdapter,
  acquire: (signal: AbortSignal) => Promise<Disposable>,
): ChatAdapter {
  return {
    warnings: (request) => adapter.warnings(request),
    stream: async function* (request, options) {
      using _turn = await acquire(options.signal);
      yield* adapter.stream(request, options);
    },
  };
}
