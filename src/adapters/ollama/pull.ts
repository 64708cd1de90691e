import { LineReader } from '../line-reader.ts';
import { readStart } from '../read-start.ts';
import { type OllamaConnection, openResponse } from './client.ts';
import { PullFailure, pullFailureOf } from './pull-failure.ts';

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

export function createOllamaPuller(connection: OllamaConnection): OllamaPuller {
  return { pull: (request, signal) => readPull(connection, request, signal) };
}

async function* readPull(
  connection: OllamaConnection,
  { name, insecure }: PullRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly PullLine[]> {
  const lines = new LineReader();
  let succeeded = false;
  const response = await open(connection, { name, insecure }, signal);
  try {
    for await (const bytes of response.body ?? []) {
      const piece = lines.push(bytes).map(parse);
      succeeded ||= piece.some(({ status }) => status === 'success');
      yield piece;
    }
    yield lines.end().map(parse);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof PullFailure) throw error;
    throw new PullFailure('The connection to Ollama broke.', { retryable: true });
  }
  if (!succeeded) throw new PullFailure('Ollama stopped without a word.', { retryable: true });
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
    throw new PullFailure('Ollama cannot be reached.', { retryable: true, unreachable: true });
  }
  if (response.ok) return response;
  const text = await readStart(response);
  if (response.status === 400) throw pullFailureOf(`invalid model name: ${text}`);
  throw pullFailureOf(`${response.status} ${text}`);
}

function parse(text: string): PullLine {
  const line = parseObject(text);
  if (typeof line['error'] === 'string') throw pullFailureOf(line['error']);
  const { status, digest } = line;
  return {
    status: typeof status === 'string' ? status : '',
    digest: typeof digest === 'string' ? digest : null,
    total: bytesOf(line['total']),
    completed: bytesOf(line['completed']),
  };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new PullFailure('Ollama said something that is no progress.', { retryable: true });
}

function bytesOf(value: unknown): number | null {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : null;
}
