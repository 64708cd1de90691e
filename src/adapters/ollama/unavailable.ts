import { UpstreamError } from '../../errors.ts';
import { ownFailure } from '../upstream-failure.ts';

const fix = 'Check that it is running and that OLLAMA_BASE_URL is correct.';
const unresolved = 'The host name in OLLAMA_BASE_URL cannot be resolved.';

export const unreachable = `Ollama cannot be reached. ${fix}`;

/** Messages for error codes of sockets and resolvers. */
const messages: Readonly<Record<string, string>> = {
  ECONNREFUSED: `The connection to Ollama was refused. ${fix}`,
  ENOTFOUND: unresolved,
  EAI_AGAIN: unresolved,
  ECONNRESET: 'The connection to Ollama was lost.',
  UND_ERR_SOCKET: 'The connection to Ollama was lost.',
  UND_ERR_CONNECT_TIMEOUT: `The connection to Ollama timed out. ${fix}`,
};

/**
 * Creates the error for a request that Ollama did not answer. The code is the same for all causes,
 * because a client can only wait. The message contains neither Ollama's base URL nor its texts.
 */
export function unavailable(error: unknown): UpstreamError {
  const own = ownFailure(error);
  return new UpstreamError({
    code: 'OLLAMA_UNAVAILABLE',
    reason: 'UNAVAILABLE',
    message: own === null ? describe(error) : describeOwn(own),
    retryable: true,
    upstreamStatus: own?.upstreamStatus ?? null,
  });
}

function describeOwn({ code, reason, upstreamStatus }: UpstreamError): string {
  if (code === 'DESTINATION_NOT_ALLOWED') return 'The address in OLLAMA_BASE_URL is not allowed.';
  if (reason === 'PROTOCOL') return 'The server at OLLAMA_BASE_URL is not Ollama.';
  return upstreamStatus === null ? unreachable : `Ollama responded with HTTP ${upstreamStatus}.`;
}

function describe(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `Ollama timed out. ${fix}`;
  }
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; depth += 1) {
    const text = 'code' in cause ? messages[String(cause.code)] : undefined;
    if (text !== undefined) return text;
    cause = cause.cause;
  }
  return unreachable;
}
