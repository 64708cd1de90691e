import { type DestinationStream, pino } from 'pino';
import { currentOperation } from './current-operation.ts';
import { AppError, InvalidInputError } from './errors.ts';
import { prettyLines } from './log/pretty-lines.ts';

/** Structured log: JSON lines without prompts, keys or bodies. */
export interface Log {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface LogOptions {
  readonly level: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** @default json */
  readonly format?: 'pretty' | 'json';
  /** @default standard error, because standard output is for messages to the operator */
  readonly destination?: DestinationStream;
}

export function createLog({ level, format = 'json', ...options }: LogOptions): Log {
  const stream = format === 'pretty' ? prettyLines(process.stderr) : pino.destination(2);
  const destination = options.destination ?? stream;
  const formatters = { log: withoutContent };
  const timestamp = pino.stdTimeFunctions.isoTime;
  return pino({ level, base: null, timestamp, formatters }, destination);
}

/**
 * Adds the facts of the current operation to all lines. Background work, which serves several
 * operations, logs without them: it can begin while an operation runs.
 */
export function withOperation(log: Log): Log {
  return {
    error: (fields, message) => log.error({ ...fields, ...operationFields() }, message),
    warn: (fields, message) => log.warn({ ...fields, ...operationFields() }, message),
    info: (fields, message) => log.info({ ...fields, ...operationFields() }, message),
    debug: (fields, message) => log.debug({ ...fields, ...operationFields() }, message),
  };
}

function operationFields(): Record<string, string> {
  const current = currentOperation();
  if (current === undefined) return {};
  const { requestId, tenantId, operation, operationName, trace } = current;
  return {
    requestId,
    ...(tenantId === null ? {} : { tenantId }),
    ...(operation === null ? {} : { operation }),
    ...(operationName === null ? {} : { operationName }),
    // As OpenTelemetry names them in logs.
    ...(trace === null ? {} : { trace_id: trace.traceId, span_id: trace.spanId }),
  };
}

/** Replaces errors in all fields with the result of {@link describeError}. */
function withoutContent(fields: Record<string, unknown>): Record<string, unknown> {
  const described = Object.entries(fields).map(([name, value]) => {
    return [name, name === 'err' || value instanceof Error ? describeError(value) : value];
  });
  return Object.fromEntries(described) as Record<string, unknown>;
}

/** The parts of an error that are safe to log. */
export interface ErrorDescription {
  readonly type: string;
  readonly message?: string;
  readonly stack?: readonly string[];
  readonly cause?: ErrorDescription;
  /** Such as `code`, and table and constraint of a failed statement. */
  readonly [detail: string]: unknown;
}

/**
 * Properties that contain identifiers of the program, the schema or the system, and no user data.
 */
const details = [
  'code',
  'severity',
  'table',
  'column',
  'constraint',
  'routine',
  'syscall',
] as const;

const identifier = /^[\w.:-]{1,64}$/;
/** A stack frame with its position: `at name (file:///src/app.ts:1:2)`. */
const frame = /^\s+at (?:.{1,200} \()?(?:file:|node:|\/)\S{1,500}:\d+:\d+\)?$/;
const maxFrames = 20;
const maxCauses = 4;

/**
 * Describes an error. Only our own errors keep their message: messages of databases, parsers and
 * SDKs quote statements, texts and credentials.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: error === null ? 'null' : typeof error };
  const { name, cause } = error;
  const known = details.flatMap((detail) => {
    const value: unknown = Reflect.get(error, detail);
    return typeof value === 'string' && identifier.test(value) ? [[detail, value]] : [];
  });
  // The path in this message can contain names of a tenant, such as the parameters of a tool.
  const isOurs = error instanceof AppError && !(error instanceof InvalidInputError);
  return {
    type: identifier.test(name) ? name : 'Error',
    ...(Object.fromEntries(known) as Record<string, string>),
    ...(isOurs ? { message: error.message } : {}),
    stack: framesOf(error),
    ...(cause !== undefined && depth < maxCauses ? { cause: describeError(cause, depth + 1) } : {}),
  };
}

/** The stack starts with the message, which can have several lines. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = message === '' ? 0 : stack.indexOf(message) + message.length;
  return stack
    .slice(start)
    .split('\n')
    .filter((line) => frame.test(line))
    .slice(0, maxFrames)
    .map((line) => line.trim());
}
