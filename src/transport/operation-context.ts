import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from '../schema/context.ts';
import type { ClientConnection } from './client-connection.ts';

/** What a transport knows of an operation beyond the operation itself. */
export type OperationContext = Pick<Context, 'viewer' | 'signal' | 'isConnected'>;

/** What a transport passes to the pipeline. */
export interface ServerContext {
  /** The connection that the operation has come over. */
  readonly connection: ClientConnection;
  /** Set by the socket transport; a plain request is its own operation. */
  readonly operation?: OperationContext;
  /** Set by the HTTP server. */
  readonly req?: IncomingMessage;
  /** Set by the HTTP server. */
  readonly res?: ServerResponse;
}
