import { UpstreamError } from '../../errors.ts';
import type { CallOptions, CallTarget, ModelListing, OfferedModel } from '../model-call.ts';
import { findProvider } from '../provider-catalogue.ts';
import { type SecretTest, secretTest } from '../provider-detail.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { asList, asRecord, asText } from '../wire-value.ts';
import { call } from './call.ts';
import { toOfferedModel } from './offered-model.ts';

/** Maximum number of listed models. Gateways list a few hundred. */
const maxModels = 2_000;

/**
 * Lists the models of an endpoint from `/models`, which is free of charge.
 *
 * @throws UpstreamError with the reason UNSUPPORTED when the endpoint has no such list.
 */
export async function listModels(
  target: CallTarget,
  options: Pick<CallOptions, 'remoteFetch' | 'refusals'>,
  signal: AbortSignal,
): Promise<ModelListing> {
  const { apiKeyHeader, headers, query } = findProvider(target.providerId ?? '')?.listing ?? {};
  const listing = {
    ...target,
    apiKeyHeader: apiKeyHeader ?? target.apiKeyHeader,
    headers: { ...headers, ...target.headers },
  };
  const answer = await call(listing, options, signal, {
    send: (client, callOptions) => client.get('/models', { query, ...callOptions }),
  }).catch((error: unknown) => {
    throw isAbsent(error) ? unsupported(error) : error;
  });
  return withoutSecrets(toListing(answer), secretTest(target));
}

function isAbsent(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && [404, 405, 501].includes(error.upstreamStatus ?? 0);
}

function unsupported(error: UpstreamError): UpstreamError {
  const message = 'The endpoint does not list its models; enter the name of a model instead.';
  return new UpstreamError({ ...error.toFailure(), reason: 'UNSUPPORTED', message });
}

/**
 * Together sends an array, Cohere a field `models`, and llama-server both fields with different
 * details.
 */
function toListing(answer: Record<string, unknown>): ModelListing {
  const lists = [answer, answer['data'], answer['models']].filter((list) => Array.isArray(list));
  if (lists.length === 0)
    throw upstreamFailure('PROTOCOL', { message: 'The response is not a list of models.' });
  const models = new Map<string, OfferedModel>();
  for (const entry of lists.flatMap(asList)) {
    const model = toOfferedModel(asRecord(entry));
    if (model === null) continue;
    models.set(model.name, merge(models.get(model.name), model));
  }
  const hasMore = answer['has_more'] === true || asText(answer['next_page_token']) !== '';
  return {
    models: [...models.values()].slice(0, maxModels),
    isComplete: !hasMore && models.size <= maxModels,
  };
}

/**
 * Removes what repeats a secret of the request: a server can echo it in any field. A model without
 * its name cannot be registered, so it is left out.
 */
function withoutSecrets({ models, isComplete }: ModelListing, isSecret: SecretTest): ModelListing {
  const clean = (text: string | null) => (text !== null && isSecret(text) ? null : text);
  const named = models.filter(({ name }) => !isSecret(name));
  return {
    models: named.map((model) => ({
      ...model,
      displayName: clean(model.displayName),
      owner: clean(model.owner),
    })),
    isComplete: isComplete && named.length === models.length,
  };
}

function merge(known: OfferedModel | undefined, other: OfferedModel): OfferedModel {
  if (known === undefined) return other;
  return {
    name: known.name,
    displayName: known.displayName ?? other.displayName,
    owner: known.owner ?? other.owner,
    type: known.type ?? other.type,
    capabilities: known.capabilities ?? other.capabilities,
    contextLength: known.contextLength ?? other.contextLength,
  };
}
