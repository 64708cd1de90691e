import { Ollama } from 'ollama';
import { type RawInit, rawBody } from '../../egress/raw-response.ts';
import type { AnswerCall } from '../protocol.ts';
import { readStart } from '../read-start.ts';
import { refusalOf } from './errors.ts';

/** The Ollama to connect to. */
export interface OllamaConnection {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** Whether the caller reads the body with `bodyOf`. @default false */
  readonly raw?: boolean;
}

/**
 * Sends the request that the package builds, and returns the response unread. The package would
 * drop the HTTP status and lines that are not JSON. Each call has its own client and its own
 * signal: `abort()` of the package ends all streams of a client, but not requests that wait for
 * headers.
 *
 * @throws any error of building or sending the request.
 */
export async function openResponse(
  connection: OllamaConnection,
  signal: AbortSignal,
  request: (client: Ollama) => Promise<unknown>,
): Promise<Response> {
  const captured = Promise.withResolvers<Response>();
  const client = new Ollama({
    // The package parses base URLs differently: `send` appends its paths to our base URL instead.
    host: 'http://ollama',
    fetch: async (input, init) => {
      captured.resolve(await send(connection, signal, input, init));
      throw new CapturedError();
    },
  });
  await request(client).catch((error: unknown) => {
    if (!(error instanceof CapturedError)) captured.reject(error);
  });
  return captured.promise;
}

/** The fields that a call of a model needs. */
export interface OllamaCall
  extends Pick<AnswerCall, 'ollamaFetch' | 'ollamaBaseUrl' | 'noteRefusal' | 'signal'> {
  /** As {@link OllamaConnection.raw}. */
  readonly raw?: boolean;
}

/**
 * As {@link openResponse}, but returns only successful responses.
 *
 * @throws UpstreamError when Ollama rejects the request.
 */
export async function openAccepted(
  { ollamaBaseUrl, ollamaFetch, noteRefusal, signal, raw = false }: OllamaCall,
  request: (client: Ollama) => Promise<unknown>,
): Promise<Response> {
  const connection = { baseUrl: ollamaBaseUrl, fetch: ollamaFetch, raw };
  const response = await openResponse(connection, signal, request);
  if (response.ok) return response;
  throw noteRefusal(refusalOf(response.status, await readStart(response)));
}

/** Stops the package after the response was captured. */
class CapturedError extends Error {}

function send(
  { baseUrl, fetch, raw = false }: OllamaConnection,
  signal: AbortSignal,
  input: Parameters<typeof globalThis.fetch>[0],
  init: RequestInit | undefined,
): Promise<Response> {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  const signals = init?.signal == null ? [signal] : [signal, init.signal];
  const request: RawInit = { ...init, signal: AbortSignal.any(signals), [rawBody]: raw };
  return fetch(`${baseUrl}${pathname}`, request);
}
