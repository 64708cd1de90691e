import { UpstreamError } from '../../errors.ts';
import { LineReader } from '../line-reader.ts';
import { readStart } from '../read-start.ts';
import { upstreamLimits } from '../upstream-limits.ts';
import { parseStorableJson } from '../wire-json.ts';
import { asText } from '../wire-value.ts';
import { type OllamaConnection, openResponse } from './client.ts';
import { PullFailure, pullFailureOf } from './pull-failure.ts';
import { unreachable } from './unavailable.ts';

/** One progress message of a download, as Ollama sends it. */
export interface PullLine {
  readonly status: string;
  /** Digest of the layer that the message is about. */
  readonly digest: string | null;
  /** Bytes. Null when the message does not contain it, which for `completed` can mean 0. */
  readonly total: number | null;
  readonly completed: number | null;
}

export interface PullRequest {
  readonly name: string;
  /** Whether Ollama connects to the registry over plain HTTP. */
  readonly insecure: boolean;
}

/** Downloads models to Ollama. */
export interface OllamaPuller {
  /**
   * Downloads a model. Messages that arrive together are returned together; the last one has the
   * status `success`. Aborting the signal stops the transfer. Ollama stores what was transferred,
   * and the next download of the model continues from there.
   *
   * @throws PullFailure; the reason of the signal when it is aborted.
   */
  pull(request: PullRequest, signal: AbortSignal): AsyncIterable<readonly PullLine[]>;
}

/** Maximum length in characters of a status or a digest, which is `sha256:` and 64 digits. */
const maxTextLength = 200;

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
      const messages = lines.push(bytes).map(parse);
      for (const { digest } of messages) if (digest !== null) digests.add(digest);
      if (digests.size > upstreamLimits.pullLayers) throw invalidMessage();
      succeeded ||= messages.some(({ status }) => status === 'success');
      yield messages;
    }
    yield lines.end().map(parse);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof PullFailure) throw error;
    if (error instanceof UpstreamError) throw invalidMessage();
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
    status: asText(line['status']).slice(0, maxTextLength),
    digest: digest === '' || digest.length > maxTextLength ? null : digest,
    total: bytesOf(line['total']),
    completed: bytesOf(line['completed']),
  };
}

function invalidMessage(): PullFailure {
  return new PullFailure("Ollama's progress message could not be parsed.", {
    retryable: true,
  });
}

function bytesOf(value: unknown): number | null {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : null;
}
