import {
  type Attributes,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

export type { Attributes, Span, SpanContext };

export interface SpanOptions {
  readonly kind: 'server' | 'internal' | 'client';
  /** Null begins a trace. */
  readonly parent: SpanContext | null;
  readonly attributes: Attributes;
  /** Milliseconds of the system clock. @default now */
  readonly startTime?: number;
}

const kinds = {
  server: SpanKind.SERVER,
  internal: SpanKind.INTERNAL,
  client: SpanKind.CLIENT,
} as const;

/** Spans are recorded only after `exportTraces()`, or with an SDK that was loaded before the server. */
const tracer = trace.getTracer('modelyard');

export function startSpan(name: string, options: SpanOptions): Span {
  const { kind, parent, attributes, startTime = Date.now() } = options;
  const context = parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
  return tracer.startSpan(name, { kind: kinds[kind], attributes, startTime }, context);
}

/** Ends a span. The error type is a word from a closed list; empty without an error. */
export function endSpan(span: Span, errorType: string): void {
  if (errorType !== '') {
    span.setAttribute('error.type', errorType);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

/** The context of a span for its children and for log lines; null when it belongs to no trace. */
export function contextOf(span: Span): SpanContext | null {
  const context = span.spanContext();
  return isSpanContextValid(context) ? context : null;
}
