import { CloseCode } from 'graphql-ws';

/**
 * Codes with which the server closes a WebSocket: codes of graphql-transport-ws, and codes that are
 * registered for RFC 6455. The client of graphql-ws reconnects after the registered ones.
 */
export const closeCodes = {
  /** The server is stopping. */
  goingAway: 1001,
  /**
   * The client does not read, tokens cannot be verified at the moment, or too many WebSockets have no
   * token.
   */
  tryAgainLater: 1013,
  /** A message that the protocol does not define. */
  badRequest: CloseCode.BadRequest,
  /** An operation was sent before the connection was acknowledged, or no token was sent in time. */
  unauthorized: CloseCode.Unauthorized,
  /** The token is invalid or has expired. */
  forbidden: CloseCode.Forbidden,
  /** The subprotocol is missing or is not graphql-transport-ws. */
  subprotocolNotAcceptable: CloseCode.SubprotocolNotAcceptable,
  /** The client did not send `connection_init` in time. */
  initialisationTimeout: CloseCode.ConnectionInitialisationTimeout,
  /** The ID belongs to an operation that is running. */
  subscriberAlreadyExists: CloseCode.SubscriberAlreadyExists,
  /** A second `connection_init`, too many messages, or too many WebSockets. */
  tooManyRequests: CloseCode.TooManyInitialisationRequests,
  /** Unexpected error of the server. */
  internalServerError: CloseCode.InternalServerError,
} as const;
