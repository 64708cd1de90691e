import type { UpstreamError, UpstreamErrorReason } from '../../errors.ts';
import { ownFailure, reasonOfStatus, upstreamFailure } from '../upstream-failure.ts';

/** Whether the connection broke, as opposed to Ollama saying that something is wrong. */
export function isCut(error: unknown): boolean {
  return error instanceof TypeError;
}

/** What an error of the package, or of reading an answer, means. Nothing of its text is kept. */
export function toUpstreamError(error: unknown): UpstreamError {
  const own = ownFailure(error);
  if (own !== null) return own;
  if (error instanceof SyntaxError) return upstreamFailure('PROTOCOL');
  if (error instanceof TypeError) {
    return upstreamFailure('UNAVAILABLE', { code: 'OLLAMA_UNAVAILABLE' });
  }
  if (!(error instanceof Error)) return upstreamFailure('PROTOCOL');
  return refused('status_code' in error ? Number(error.status_code) : undefined, error.message);
}

/** What a refusal means: `{"error": text}`, with a status unless it came within a stream. */
export function refusalOf(status: number | undefined, body: string): UpstreamError {
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    return refused(status, typeof error === 'string' ? error : '');
  } catch {
    return refused(status, '');
  }
}

function refused(status: number | undefined, text: string): UpstreamError {
  const reason = reasonOfText(text);
  if (reason !== null) return upstreamFailure(reason, { status });
  // Without a status it came in the middle of a stream: the runner has failed.
  return upstreamFailure(status === undefined ? 'UNAVAILABLE' : reasonOfStatus(status), { status });
}

/** The few texts that say more than their status. Runners' errors arrive as JSON within the text. */
function reasonOfText(text: string): UpstreamErrorReason | null {
  if (/exceed_context_size_error|exceeds the (?:available )?context/i.test(text)) {
    return 'CONTEXT_LENGTH';
  }
  return /does not support /i.test(text) ? 'UNSUPPORTED' : null;
}
