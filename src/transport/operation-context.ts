import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from '../schema/context.ts';
import type { ClientConnection } from './client-connection.ts';

/** Facts about an operation that its transport knows. */
export type OperationContext = Pick<Context, 'viewer' | 'signal' | 'isConnected'>;

/** The values that a transport passes to the pipeline. */
export interface ServerContext {
  /** The connection of the operation. */
  readonly connection: ClientConnection;
  /** Set for operations of a WebSocket; other requests are one operation. */
  readonly operation?: OperationContext;
  /** Set by the HTTP server. */
  readonly req?: IncomingMessage;
  /** Set by the HTTP server. */
  readonly res?: ServerResponse;
}
