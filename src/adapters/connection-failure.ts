import { causesOf } from '../causes.ts';

/** Why a request was not sent: there was no connection to the server. */
export type ConnectionFailure = 'REFUSED' | 'UNREACHABLE' | 'UNRESOLVED' | 'TIMED_OUT' | 'TLS';

/** Codes of errors of Node.js and undici that occur only before a connection is established. */
const failures: Readonly<Record<string, ConnectionFailure>> = {
  ECONNREFUSED: 'REFUSED',
  EHOSTUNREACH: 'UNREACHABLE',
  ENETUNREACH: 'UNREACHABLE',
  ENOTFOUND: 'UNRESOLVED',
  EAI_AGAIN: 'UNRESOLVED',
  UND_ERR_CONNECT_TIMEOUT: 'TIMED_OUT',
  EPROTO: 'TLS',
  ERR_SSL_WRONG_VERSION_NUMBER: 'TLS',
  ERR_TLS_CERT_ALTNAME_INVALID: 'TLS',
  CERT_HAS_EXPIRED: 'TLS',
  CERT_NOT_YET_VALID: 'TLS',
  CERT_UNTRUSTED: 'TLS',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'TLS',
  SELF_SIGNED_CERT_IN_CHAIN: 'TLS',
  UNABLE_TO_GET_ISSUER_CERT: 'TLS',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'TLS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'TLS',
};

/** Returns null for any other error, and for one that occurred on an open connection. */
export function connectionFailureOf(error: unknown): ConnectionFailure | null {
  for (const code of errorCodes(error)) {
    const failure = failures[code];
    if (failure !== undefined) return failure;
  }
  return null;
}

const lostCodes: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Whether the connection was closed before the response was complete. */
export function isConnectionLost(error: unknown): boolean {
  return errorCodes(error).some((code) => lostCodes.has(code));
}

/** The values of `code` of an error and of its causes. */
function* errorCodes(error: unknown): Generator<string> {
  for (const cause of causesOf(error)) {
    if ('code' in cause) yield String(cause.code);
  }
}
