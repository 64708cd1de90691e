import { Ollama } from 'ollama';
import { type RawInit, rawBody } from '../../egress/raw-response.ts';
import type { AnswerCall } from '../protocol.ts';
import { readStart } from '../read-start.ts';
import { refusalOf } from './errors.ts';

/** How to reach an Ollama. */
export interface OllamaConnection {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** Whether the body of what is answered is going to be read with `bodyOf`. @default false */
  readonly raw?: boolean;
}

/**
 * The answer to the request that the package makes, untouched: the package would lose what the
 * body says in lines that are no JSON, and which status it came with. Each call has a client of its
 * own and brings a signal: the package's `abort()` ends every stream of a client, and nothing that
 * still waits for its headers.
 *
 * @throws whatever making or sending the request throws.
 */
export async function openResponse(
  connection: OllamaConnection,
  signal: AbortSignal,
  request: (client: Ollama) => Promise<unknown>,
): Promise<Response> {
  const taken = Promise.withResolvers<Response>();
  const client = new Ollama({
    // The package reads addresses in a way of its own; the paths that it makes are put onto ours.
    host: 'http://ollama',
    fetch: async (input, init) => {
      taken.resolve(await send(connection, signal, input, init));
      throw new Taken();
    },
  });
  await request(client).catch((error: unknown) => {
    if (!(error instanceof Taken)) taken.reject(error);
  });
  return taken.promise;
}

/** What a call of a model needs of its surroundings. */
export interface OllamaCall
  extends Pick<AnswerCall, 'ollamaFetch' | 'ollamaBaseUrl' | 'noteRefusal' | 'signal'> {
  /** As {@link OllamaConnection.raw}. */
  readonly raw?: boolean;
}

/**
 * As {@link openResponse}, but only for a response that Ollama has accepted the request with.
 *
 * @throws UpstreamError when it refuses.
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

/** Ends the package's part in a call. */
class Taken extends Error {}

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
