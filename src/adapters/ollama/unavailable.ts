import { UpstreamError } from '../../errors.ts';
import { ownFailure } from '../upstream-failure.ts';

const toDo = 'Check that it is running and that OLLAMA_BASE_URL is correct.';
const unresolved = 'The host name in OLLAMA_BASE_URL cannot be resolved.';

export const unreachable = `Ollama cannot be reached. ${toDo}`;

/** What the codes of sockets and resolvers mean. */
const broken: Readonly<Record<string, string>> = {
  ECONNREFUSED: `The connection to Ollama was refused. ${toDo}`,
  ENOTFOUND: unresolved,
  EAI_AGAIN: unresolved,
  ECONNRESET: 'The connection to Ollama was lost.',
  UND_ERR_SOCKET: 'The connection to Ollama was lost.',
  UND_ERR_CONNECT_TIMEOUT: `The connection to Ollama timed out. ${toDo}`,
};

/**
 * Why Ollama did not say what it was asked. Whatever it is, a client can do nothing but wait for
 * Ollama. The message names neither its address nor anything that it wrote.
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
    return `Ollama timed out. ${toDo}`;
  }
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; depth += 1) {
    const text = 'code' in cause ? broken[String(cause.code)] : undefined;
    if (text !== undefined) return text;
    cause = cause.cause;
  }
  return unreachable;
}
