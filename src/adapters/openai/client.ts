import OpenAI from 'openai';
import { type RawInit, rawBody } from '../../egress/raw-response.ts';
import type { UpstreamError } from '../../errors.ts';
import type { ChatTarget } from '../chat-adapter.ts';
import { readStart } from '../read-start.ts';
import type { NoteRefusal } from '../refusal-log.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { parseWireJson } from '../wire-json.ts';
import { refusalOf, refusalOfValue } from './errors.ts';
import type { ImageBodies } from './image-bodies.ts';

/** The SDK insists on a key. */
const noKey = 'none';

/** The longest that a timer can wait: time limits are the adapter's. */
const noTimeout = 2_147_483_647;

/** As much of a model as a call of any kind needs. */
export type OpenAiTarget = Pick<
  ChatTarget,
  'name' | 'baseUrl' | 'apiKey' | 'apiKeyHeader' | 'headers'
>;

export interface ClientOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Called when the upstream refuses. @returns the error to throw. */
  readonly noteRefusal: NoteRefusal;
  /** Whether the answer is one of JSON, and no stream. @default false */
  readonly json?: boolean;
  /** Inserted into the body. */
  readonly images?: ImageBodies | undefined;
}

/**
 * A client for one call. What the SDK would take from the environment is set, so that nothing of
 * this process's environment reaches an endpoint of a tenant's.
 */
export function createClient(
  target: OpenAiTarget,
  { fetch, noteRefusal, json, images }: ClientOptions,
): OpenAI {
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
      const sent = await encode(init, images);
      const request: RawInit = {
        ...init,
        ...sent.init,
        headers: { ...headersFor(target), ...sent.headers },
        [rawBody]: json !== true,
      };
      const response = await fetch(input, request);
      if (response.ok && (json === true || isEventStream(response))) return response;
      const { ok, status, headers } = response;
      const body = await readStart(response);
      // The SDK would write the whole body into its error, whatever it is.
      const error = ok ? refusalOfAnswer(status, body) : refusalOf({ status, headers, body });
      throw noteRefusal(error);
    },
  });
}

/**
 * Made anew, because the SDK would also send headers that the environment names
 * (OPENAI_CUSTOM_HEADERS), even over the credential, and a description of this machine.
 */
function headersFor({ apiKey, apiKeyHeader, headers }: OpenAiTarget): Record<string, string> {
  const shown = apiKeyHeader === 'authorization' ? `Bearer ${apiKey}` : `${apiKey}`;
  return {
    accept: 'text/event-stream, application/json',
    'content-type': 'application/json',
    'user-agent': 'modelyard',
    ...(apiKey === null ? {} : { [apiKeyHeader]: shown }),
    ...headers,
  };
}

/** A form becomes bytes here: the guarded fetch does not know this one from any other object. */
async function encode(
  init: RequestInit | undefined,
  images: ImageBodies | undefined,
): Promise<{ init: { body?: BodyInit }; headers: Record<string, string> }> {
  if (typeof init?.body === 'string' && images !== undefined) {
    return { init: { body: images.insert(init.body) }, headers: {} };
  }
  if (!(init?.body instanceof FormData)) return { init: {}, headers: {} };
  const encoded = new Response(init.body);
  const type = encoded.headers.get('content-type') ?? '';
  return { init: { body: await encoded.arrayBuffer() }, headers: { 'content-type': type } };
}

/** Some servers label their streams as text; none labels them as JSON or HTML. */
function isEventStream(response: Response): boolean {
  const type = response.headers.get('content-type') ?? '';
  return !/json|html|xml/i.test(type);
}

/** The SDK would read any other body as a stream without chunks: an empty answer, not an error. */
function refusalOfAnswer(status: number, body: string): UpstreamError {
  try {
    const { error, code } = parseWireJson(body);
    if (error !== undefined && error !== null) return refusalOfValue({ error, code });
    return upstreamFailure('PROTOCOL', { status });
  } catch {
    // Not JSON: HTML of a proxy, most likely.
    return upstreamFailure('PROTOCOL', { status, words: body });
  }
}
