import { UpstreamError } from '../../errors.ts';
import {
  type ConnectionFailure,
  connectionFailureOf,
  isConnectionLost,
} from '../connection-failure.ts';
import { ownFailure } from '../upstream-failure.ts';

const fix = 'Check that it is running and that OLLAMA_BASE_URL is correct.';

export const unreachable = `Ollama cannot be reached. ${fix}`;

const lost = 'The connection to Ollama was lost.';

const unconnected: Readonly<Record<ConnectionFailure, string>> = {
  REFUSED: `The connection to Ollama was refused. ${fix}`,
  UNREACHABLE: `There is no network route to Ollama. ${fix}`,
  UNRESOLVED: 'The host name in OLLAMA_BASE_URL cannot be resolved.',
  TIMED_OUT: `The connection to Ollama timed out. ${fix}`,
  TLS: "Ollama's TLS certificate or protocol was not accepted. Check OLLAMA_BASE_URL.",
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
    wasSent: own === null ? connectionFailureOf(error) === null : own.wasSent,
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
  const failure = connectionFailureOf(error);
  if (failure !== null) return unconnected[failure];
  return isConnectionLost(error) ? lost : unreachable;
}
