import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { SpanContext } from '@opentelemetry/api';

/** Facts about a running operation, for its log lines and spans. They are added as they become known. */
export interface CurrentOperation {
  /** Identifies the operation in the log; INTERNAL errors contain it. */
  readonly requestId: string;
  tenantId: string | null;
  /** Type and first field, such as `subscription chat`; null before the document is parsed. */
  operation: string | null;
  /** The name that the client chose; null for none. */
  operationName: string | null;
  /** Its span, or that of the client before its own has started; null without tracing. */
  trace: SpanContext | null;
  /** Milliseconds of the system clock. */
  readonly arrivedAt: number;
}

const storage = new AsyncLocalStorage<CurrentOperation>();
const outside = AsyncLocalStorage.snapshot();

/** A request ID that a proxy or a client has chosen. Other values are not accepted, nor logged. */
const requestIdForm = /^[\w.:-]{1,64}$/;

/** Creates the facts of a request, with the request ID and the trace of its headers. */
export function createOperation(headers: IncomingHttpHeaders = {}): CurrentOperation {
  const chosen = headers['x-request-id'];
  const isChosen = typeof chosen === 'string' && requestIdForm.test(chosen);
  const requestId = isChosen ? chosen : randomUUID();
  return {
    requestId,
    tenantId: null,
    operation: null,
    operationName: null,
    trace: parseTraceparent(headers['traceparent']),
    arrivedAt: Date.now(),
  };
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

/** Version, trace ID, ID of the parent span and flags (W3C Trace Context, section 3.2). */
const traceparentForm =
  /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?:-|$)/;

/** @returns null when the header is absent or invalid. */
function parseTraceparent(value: unknown): SpanContext | null {
  const text = typeof value === 'string' ? value : '';
  const [, traceId, spanId, flags = ''] = traceparentForm.exec(text) ?? [];
  if (traceId === undefined || spanId === undefined) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}
