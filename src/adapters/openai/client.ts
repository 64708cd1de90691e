import OpenAI from 'openai';
import type { ChatTarget } from '../chat-adapter.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { toUpstreamError } from './errors.ts';

/** The SDK insists on a key. */
const noKey = 'none';

/** The longest that a timer can wait: time limits are the adapter's. */
const noTimeout = 2_147_483_647;

/** Enough for an error that was sent with a good status. */
const longestRefusal = 65_536;

/**
 * A client for one call. What the SDK would take from the environment is set, so that nothing of
 * this process's environment reaches an endpoint of a tenant's.
 */
export function createClient(target: ChatTarget, fetch: typeof globalThis.fetch): OpenAI {
  return new OpenAI({
    apiKey: target.apiKey ?? noKey,
    baseURL: target.baseUrl,
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    // A call that may have been billed is not repeated behind the caller's back.
    maxRetries: 0,
    timeout: noTimeout,
    logLevel: 'off',
    fetch: async (input, init) => {
      const response = await fetch(input, { ...init, headers: headersFor(target) });
      if (response.ok && !isEventStream(response)) throw await refusalOf(response);
      return response;
    },
  });
}

/**
 * Made anew, because the SDK would also send headers that the environment names
 * (OPENAI_CUSTOM_HEADERS), even over the credential, and a description of this machine.
 */
function headersFor({ apiKey, headers }: ChatTarget): Record<string, string> {
  return {
    accept: 'text/event-stream',
    'content-type': 'application/json',
    'user-agent': 'modelyard',
    ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
    ...headers,
  };
}

/** Some servers label their streams as text; none labels them as JSON or HTML. */
function isEventStream(response: Response): boolean {
  const type = response.headers.get('content-type') ?? '';
  return !/json|html|xml/i.test(type);
}

/** The SDK would read any other body as a stream without chunks: an empty answer, not an error. */
async function refusalOf(response: Response) {
  const text = await readStart(response);
  try {
    const { error, code } = JSON.parse(text) as { error?: unknown; code?: unknown };
    if (error !== undefined && error !== null) return toUpstreamError({ error, code });
  } catch {
    // Not JSON: HTML of a proxy, most likely.
  }
  return upstreamFailure('PROTOCOL', { status: response.status });
}

async function readStart(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > longestRefusal) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
