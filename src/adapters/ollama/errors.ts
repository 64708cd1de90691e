import type { UpstreamError, UpstreamErrorReason } from '../../errors.ts';
import { ownFailure, reasonOfStatus, upstreamFailure } from '../upstream-failure.ts';

/** The package throws it for a stream without its last line, and exports no class to tell it by. */
const noLastLine = 'Did not receive done or success response in stream.';

/** Whether the stream ended without saying that it was done. */
export function endedEarly(error: unknown): boolean {
  return error instanceof Error && error.message === noLastLine;
}

/** Whether the connection broke, as opposed to Ollama saying that something is wrong. */
export function isCut(error: unknown): boolean {
  return error instanceof TypeError;
}

/** What an error of the package means. Nothing of its text is kept. */
export function toUpstreamError(error: unknown): UpstreamError {
  const own = ownFailure(error);
  if (own !== null) return own;
  if (error instanceof TypeError) {
    return upstreamFailure('UNAVAILABLE', { code: 'OLLAMA_UNAVAILABLE' });
  }
  if (!(error instanceof Error)) return upstreamFailure('PROTOCOL');
  const status = 'status_code' in error ? Number(error.status_code) : undefined;
  const reason = reasonOfText(error.message);
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
