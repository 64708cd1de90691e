import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Facts about a running operation, for its log lines. They are added as they become known. */
export interface CurrentOperation {
  /** Identifies the operation in the log; INTERNAL errors contain it. */
  readonly requestId: string;
  tenantId: string | null;
  /** Type and first field, such as `subscription chat`; null before the document is parsed. */
  operation: string | null;
  /** The name that the client chose; null for none. */
  operationName: string | null;
}

const storage = new AsyncLocalStorage<CurrentOperation>();
const outside = AsyncLocalStorage.snapshot();

/** A request ID that a proxy or a client has chosen. Other values are not accepted, nor logged. */
const requestIdForm = /^[\w.:-]{1,64}$/;

/** Creates the facts of a request, with the request ID of its header if there is one. */
export function createOperation(headers: IncomingHttpHeaders = {}): CurrentOperation {
  const chosen = headers['x-request-id'];
  const isChosen = typeof chosen === 'string' && requestIdForm.test(chosen);
  const requestId = isChosen ? chosen : randomUUID();
  return { requestId, tenantId: null, operation: null, operationName: null };
}

/** Calls a function, in which and after which `currentOperation()` returns the facts. */
export function inOperation<Result>(operation: CurrentOperation, work: () => Result): Result {
  return storage.run(operation, work);
}

/** Calls a function that begins work for several operations. */
export function outsideOperations<Result>(work: () => Result): Result {
  return outside(work);
}

export function currentOperation(): CurrentOperation | undefined {
  return storage.getStore();
}
