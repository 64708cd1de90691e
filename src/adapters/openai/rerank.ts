import type { CallOptions, CallTarget, RerankAnswer, RerankRequest } from '../model-call.ts';
import type { RerankForm } from '../provider.ts';
import { findProvider } from '../provider-catalogue.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { upstreamLimits } from '../upstream-limits.ts';
import { asRecord, type WireRecord } from '../wire-value.ts';
import { call } from './call.ts';
import { toTokenUsage } from './usage.ts';

type Fields = Record<string, unknown>;

interface RerankDialect {
  readonly path: string;
  readonly body: (name: string, request: RerankRequest) => Fields;
  readonly results: (answer: WireRecord) => unknown;
  readonly score: (result: WireRecord) => unknown;
}

const forms: Readonly<Record<RerankForm, RerankDialect>> = {
  /** The format of Jina and Cohere, which most servers use. */
  results: {
    path: '/rerank',
    body: (model, { query, documents, topN }) => ({
      model,
      query,
      documents,
      ...(topN === null ? {} : { top_n: topN }),
    }),
    results: ({ results, data }) => results ?? data,
    score: ({ relevance_score, score }) => relevance_score ?? score,
  },
  dashscope: {
    path: '',
    body: (model, { query, documents, topN }) => ({
      model,
      input: { query, documents },
      parameters: { return_documents: false, ...(topN === null ? {} : { top_n: topN }) },
    }),
    results: ({ output }) => asRecord(output)['results'],
    score: ({ relevance_score }) => relevance_score,
  },
  nvidia: {
    path: '',
    body: (model, { query, documents }) => ({
      model,
      query: { text: query },
      passages: documents.map((text) => ({ text })),
    }),
    results: ({ rankings }) => rankings,
    // A logit can be any number: convert it to a score between 0 and 1, as the other formats have.
    score: ({ logit }) => (typeof logit === 'number' ? 1 / (1 + Math.exp(-logit)) : null),
  },
};

/** Orders documents by their relevance to a query. */
export async function rerank(
  target: CallTarget,
  options: CallOptions,
  request: RerankRequest,
  signal: AbortSignal,
): Promise<RerankAnswer> {
  const form = forms[findProvider(target.providerId ?? '')?.rerankForm ?? 'results'];
  const address = `${target.baseUrl ?? ''}`;
  const url = address.endsWith(form.path) ? address : `${address}${form.path}`;
  const answer = await call(target, options, signal, {
    send: (client, callOptions) =>
      client.post(url, {
        body: { ...target.extraParameters, ...form.body(target.name, request) },
        ...callOptions,
      }),
    maxBytes: maxResponseBytes(request),
  });
  const results = toResults(form.results(answer), form.score);
  const wanted = Math.min(request.topN ?? request.documents.length, request.documents.length);
  assertComplete(results, { wanted, documents: request.documents.length });
  results.sort((one, other) => other.score - one.score);
  return { results: results.slice(0, wanted), usage: toTokenUsage(answer['usage']) };
}

/** Some servers repeat the documents, and JSON escapes can need six bytes for one character. */
function maxResponseBytes({ documents }: RerankRequest): number {
  const characters = documents.reduce((sum, { length }) => sum + length, 0);
  return upstreamLimits.bodyBytes + 6 * characters;
}

function toResults(value: unknown, scoreOf: RerankDialect['score']) {
  if (!Array.isArray(value)) throw upstreamFailure('PROTOCOL');
  return value.map((item: unknown) => {
    const result = asRecord(item);
    const { index } = result;
    const score = scoreOf(result);
    if (typeof index !== 'number' || typeof score !== 'number' || !Number.isFinite(score)) {
      throw upstreamFailure('PROTOCOL');
    }
    return { index, score };
  });
}

/** Checks that the response contains the requested number of documents, each once. */
function assertComplete(
  results: readonly { readonly index: number }[],
  { wanted, documents }: { readonly wanted: number; readonly documents: number },
): void {
  const indexes = new Set(results.map(({ index }) => index));
  const inRange = [...indexes].every(
    (index) => Number.isInteger(index) && index >= 0 && index < documents,
  );
  const complete = results.length >= wanted && indexes.size === results.length;
  if (!inRange || !complete) throw upstreamFailure('PROTOCOL');
}
