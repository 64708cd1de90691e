import type { IncomingMessage } from 'node:http';
import type { Context } from '../schema/context.ts';

/** What a transport knows of an operation beyond the operation itself. */
export type OperationContext = Pick<Context, 'viewer' | 'signal' | 'isConnected'>;

/** Set by the socket transport; a plain request is its own operation. */
export interface ServerContext {
  readonly operation?: OperationContext;
  /** Set by the HTTP server. */
  readonly req?: IncomingMessage;
}
