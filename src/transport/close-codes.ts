import { CloseCode } from 'graphql-ws';

/**
 * Codes with which the server closes a WebSocket: those of graphql-transport-ws, and those that are
 * registered for RFC 6455. Clients of graphql-ws reconnect after the registered ones.
 */
export const closeCodes = {
  /** The server is stopping. */
  goingAway: 1001,
  /** The client does not read, or tokens cannot be verified now. */
  tryAgainLater: 1013,
  /** A message that is not one of the protocol's. */
  badRequest: CloseCode.BadRequest,
  /** An operation before the connection was acknowledged. */
  unauthorized: CloseCode.Unauthorized,
  /** A token that is not accepted, or no longer. */
  forbidden: CloseCode.Forbidden,
  /** Another subprotocol than graphql-transport-ws, or none. */
  subprotocolNotAcceptable: CloseCode.SubprotocolNotAcceptable,
  /** No `connection_init` in time. */
  initialisationTimeout: CloseCode.ConnectionInitialisationTimeout,
  /** The ID of an operation that is running. */
  subscriberAlreadyExists: CloseCode.SubscriberAlreadyExists,
  /** A second `connection_init`, too many messages, or too many WebSockets of a subject. */
  tooManyRequests: CloseCode.TooManyInitialisationRequests,
  /** A fault of the server. */
  internalServerError: CloseCode.InternalServerError,
} as const;
