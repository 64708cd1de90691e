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

/** The SDK requires a key. Requests have the headers of {@link headersFor} instead. */
const noKey = 'none';

/** Maximum delay of a timer. The adapter has its own timeouts. */
const noTimeout = 2_147_483_647;

/** The fields of a model that all calls need. */
export type OpenAiTarget = Pick<
  ChatTarget,
  'name' | 'baseUrl' | 'apiKey' | 'apiKeyHeader' | 'headers'
>;

export interface ClientOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Called when the upstream rejects a request. @returns the error to throw. */
  readonly noteRefusal: NoteRefusal;
  /** Whether the response is JSON, not a stream. @default false */
  readonly json?: boolean;
  /** Images that are inserted into the body. */
  readonly images?: ImageBodies | undefined;
}

/** A client of the SDK that sends the requests of one call. */
export interface ClientCall {
  readonly client: OpenAI;
  /** Pass it with each request of the client. */
  readonly fetchOptions: NonNullable<OpenAI.RequestOptions['fetchOptions']>;
}

/** The options of a request. */
export interface SendOptions extends Pick<ClientCall, 'fetchOptions'> {
  readonly signal: AbortSignal;
}

/** Sends the requests of one call. */
const sender = Symbol('sender');

type SentInit = RequestInit & { readonly [sender]: typeof globalThis.fetch };

/** Maximum number of clients in memory. */
const maxClients = 1_000;

/** By base URL. They have no credentials. */
const clients = new Map<string | null, OpenAI>();

/** Prepares a call. Creating a client of the SDK takes longer than a request, so calls share it. */
export function clientFor(
  target: OpenAiTarget,
  { fetch, noteRefusal, json, images }: ClientOptions,
): ClientCall {
  const send: typeof globalThis.fetch = async (input, init) => {
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
    // The SDK would copy the whole body into its error.
    const error = ok ? toSuccessError(status, body) : refusalOf({ status, headers, body });
    throw noteRefusal(error);
  };
  const fetchOptions = { [sender]: send } as ClientCall['fetchOptions']; // The SDK copies it.
  return { client: sharedClient(target.baseUrl), fetchOptions };
}

/**
 * Returns the client of a base URL. All settings that the SDK would read from environment variables
 * are set, so that no variable of this process reaches the endpoint of a tenant.
 */
function sharedClient(baseURL: string | null): OpenAI {
  const known = clients.get(baseURL);
  if (known !== undefined) return known;
  const created = new OpenAI({
    apiKey: noKey,
    baseURL,
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    // A retry could charge a call twice. `AttemptPlan` decides about retries.
    maxRetries: 0,
    timeout: noTimeout,
    logLevel: 'off',
    fetch: (input, init) => {
      const { [sender]: send, ...request } = init as SentInit;
      return send(input, request);
    },
  });
  if (clients.size >= maxClients) clients.clear();
  clients.set(baseURL, created);
  return created;
}

/**
 * Creates the headers of a request. The headers of the SDK are not used, because it adds those of
 * OPENAI_CUSTOM_HEADERS, which could replace the credential, and details about this machine.
 */
function headersFor({ apiKey, apiKeyHeader, headers }: OpenAiTarget): Record<string, string> {
  const value = apiKeyHeader === 'authorization' ? `Bearer ${apiKey}` : `${apiKey}`;
  return {
    accept: 'text/event-stream, application/json',
    'content-type': 'application/json',
    'user-agent': 'modelyard',
    ...(apiKey === null ? {} : { [apiKeyHeader]: value }),
    ...headers,
  };
}

/** Encodes a form as bytes, because the guarded fetch does not recognise this FormData class. */
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

/** Some servers send streams with a content type of text, but none with JSON or HTML. */
function isEventStream(response: Response): boolean {
  const type = response.headers.get('content-type') ?? '';
  return !/json|html|xml/i.test(type);
}

/**
 * Creates the error for a successful status with another body, which the SDK would read as an empty
 * stream.
 */
function toSuccessError(status: number, body: string): UpstreamError {
  try {
    const { error, code } = parseWireJson(body);
    if (error !== undefined && error !== null) return refusalOfValue({ error, code });
    return upstreamFailure('PROTOCOL', { status });
  } catch {
    // Not JSON: probably an HTML page of a proxy.
    return upstreamFailure('PROTOCOL', { status, text: body });
  }
}
