import type {
  ChatAdapter,
  ChatFinish,
  ChatPart,
  ChatTarget,
  TokenUsage,
} from '../../src/adapters/chat-adapter.ts';
import type { CompletionRequest } from '../../src/adapters/chat-request.ts';
import { createChatAdapterFactory } from '../../src/adapters/create-chat-adapter.ts';
import type { CallOptions } from '../../src/adapters/model-call.ts';
import { findDialect, findProtocol } from '../../src/adapters/provider-catalogue.ts';
import type { Refusal } from '../../src/adapters/refusal-log.ts';
import { createGuardedFetch, type GuardedFetch } from '../../src/egress/guarded-fetch.ts';
import { UpstreamError } from '../../src/errors.ts';
import { chatRequest } from './chat-request.ts';
import { startUpstream, type Upstream } from './upstream.ts';

/** Adapters with a scripted upstream, without the rest of the server. */
export interface AdapterFixture extends AsyncDisposable {
  readonly upstream: Upstream;
  readonly refusals: readonly Refusal[];
  /** Options of calls other than chats. */
  readonly callOptions: CallOptions;
  /** Creates the adapter of a provider's model; null for a local model. */
  adapter(provider: string | null, target?: Partial<ChatTarget>): ChatAdapter;
}

export async function createAdapterFixture(): Promise<AdapterFixture> {
  const upstream = await startUpstream();
  const guarded: GuardedFetch = createGuardedFetch({ allow: ['127.0.0.1'] });
  const refusals: Refusal[] = [];
  const callOptions: CallOptions = {
    remoteFetch: guarded.fetch,
    ollamaFetch: guarded.fetch,
    ollamaBaseUrl: upstream.url,
    refusals: { note: (refusal) => refusals.push(refusal) },
  };
  const createAdapter = createChatAdapterFactory(callOptions);
  return {
    upstream,
    refusals,
    callOptions,
    adapter: (provider, overrides = {}) => {
      const name = overrides.name ?? 'model';
      return createAdapter({
        protocol: findProtocol(provider),
        providerId: provider,
        name,
        dialect: findDialect(provider, name),
        extraParameters: null,
        capabilities: [],
        baseUrl: `${upstream.url}/v1`,
        apiKey: 'sk-canary-0123456789',
        apiKeyHeader: 'authorization',
        headers: {},
        timeouts: { firstTokenMs: 10_000, idleMs: 10_000 },
        ...overrides,
      });
    },
    [Symbol.asyncDispose]: async () => {
      await guarded[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

/** The parts of a stream, and how it ended. */
export interface StreamOutcome {
  readonly parts: readonly ChatPart[];
  readonly thinking: string;
  readonly content: string;
  readonly calls: readonly { id: string; name: string; rawArguments: string }[];
  readonly finish: ChatFinish | null;
  readonly warnings: readonly string[];
  /** The last reported usage. */
  readonly usage: TokenUsage | null;
  readonly error: UpstreamError | null;
}

/** Reads one response to its end. */
export async function listen(
  adapter: ChatAdapter,
  request: CompletionRequest = chatRequest(),
  signal: AbortSignal = new AbortController().signal,
): Promise<StreamOutcome> {
  const parts: ChatPart[] = [];
  let error: UpstreamError | null = null;
  try {
    for await (const part of adapter.prepare(request).stream({ signal })) parts.push(part);
  } catch (thrown) {
    if (!(thrown instanceof UpstreamError)) throw thrown;
    error = thrown;
  }
  const textOf = (type: ChatPart['type']) =>
    parts.map((part) => (part.type === type && 'text' in part ? part.text : '')).join('');
  return {
    parts,
    thinking: textOf('thinking-delta'),
    content: textOf('content-delta'),
    calls: parts.flatMap((part) => (part.type === 'tool-call' ? [part.toolCall] : [])),
    finish: parts.find((part) => part.type === 'finish') ?? null,
    warnings: parts.flatMap((part) => (part.type === 'warning' ? [part.message] : [])),
    usage: parts.flatMap((part) => ('usage' in part ? [part.usage] : [])).at(-1) ?? null,
    error,
  };
}
