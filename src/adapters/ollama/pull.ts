import { UpstreamError } from '../../errors.ts';
import { LineReader } from '../line-reader.ts';
import { readStart } from '../read-start.ts';
import { upstreamLimits } from '../upstream-limits.ts';
import { parseStorableJson } from '../wire-json.ts';
import { asText } from '../wire-value.ts';
import { type OllamaConnection, openResponse } from './client.ts';
import { PullFailure, pullFailureOf } from './pull-failure.ts';
import { unreachable } from './unavailable.ts';

/** One line of a pull, as Ollama sends it. */
export interface PullLine {
  readonly status: string;
  /** Of the layer that it is about. */
  readonly digest: string | null;
  /** Bytes; null when not told, which for `completed` may mean none. */
  readonly total: number | null;
  readonly completed: number | null;
}

export interface PullRequest {
  readonly name: string;
  /** Whether the registry is spoken to over plain HTTP. */
  readonly insecure: boolean;
}

/** Lets Ollama pull models. */
export interface OllamaPuller {
  /**
   * Pulls a model. What is read in one piece comes in one piece; the last line says `success`.
   * Aborting the signal ends the transfer; what has come is kept by Ollama, and gone on from.
   *
   * @throws PullFailure; the signal's reason when it was aborted.
   */
  pull(request: PullRequest, signal: AbortSignal): AsyncIterable<readonly PullLine[]>;
}

/** Of a status or a digest, which is `sha256:` and 64 digits. */
const longestWord = 200;

export function createOllamaPuller(connection: OllamaConnection): OllamaPuller {
  return { pull: (request, signal) => readPull(connection, request, signal) };
}

async function* readPull(
  connection: OllamaConnection,
  { name, insecure }: PullRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly PullLine[]> {
  const lines = new LineReader();
  const digests = new Set<string>();
  let succeeded = false;
  const response = await open(connection, { name, insecure }, signal);
  try {
    for await (const bytes of response.body ?? []) {
      const piece = lines.push(bytes).map(parse);
      for (const { digest } of piece) if (digest !== null) digests.add(digest);
      if (digests.size > upstreamLimits.pullLayers) throw notProgress();
      succeeded ||= piece.some(({ status }) => status === 'success');
      yield piece;
    }
    yield lines.end().map(parse);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof PullFailure) throw error;
    if (error instanceof UpstreamError) throw notProgress();
    throw new PullFailure('The connection to Ollama was lost.', { retryable: true });
  }
  if (!succeeded)
    throw new PullFailure('Ollama ended the download without a result.', { retryable: true });
}

async function open(
  connection: OllamaConnection,
  { name, insecure }: PullRequest,
  signal: AbortSignal,
): Promise<Response> {
  let response: Response;
  try {
    response = await openResponse(connection, signal, (client) =>
      client.pull({ model: name, stream: true, ...(insecure ? { insecure } : {}) }),
    );
  } catch {
    if (signal.aborted) throw signal.reason;
    throw new PullFailure(unreachable, { retryable: true, unreachable: true });
  }
  if (response.ok) return response;
  const text = await readStart(response);
  if (response.status === 400) throw pullFailureOf(`invalid model name: ${text}`);
  throw pullFailureOf(`${response.status} ${text}`);
}

function parse(text: string): PullLine {
  const line = parseStorableJson(text);
  if (typeof line['error'] === 'string') throw pullFailureOf(line['error']);
  const digest = asText(line['digest']);
  return {
    status: asText(line['status']).slice(0, longestWord),
    digest: digest === '' || digest.length > longestWord ? null : digest,
    total: bytesOf(line['total']),
    completed: bytesOf(line['completed']),
  };
}

function notProgress(): PullFailure {
  return new PullFailure("Ollama's progress message could not be parsed.", {
    retryable: true,
  });
}

function bytesOf(value: unknown): number | null {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : null;
}
