import { type DestinationStream, pino } from 'pino';
import { AppError, InvalidInputError } from './errors.ts';

/** Structured log: JSON lines without prompts, keys or bodies. */
export interface Log {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Writes to standard error, so that standard output stays for people. */
export function createLog(
  level: 'silent' | 'error' | 'warn' | 'info' | 'debug',
  destination: DestinationStream = pino.destination(2),
): Log {
  const formatters = { log: withoutContent };
  const timestamp = pino.stdTimeFunctions.isoTime;
  return pino({ level, base: null, timestamp, formatters }, destination);
}

/** Errors are described by {@link describeError} under whatever name they are logged. */
function withoutContent(fields: Record<string, unknown>): Record<string, unknown> {
  const described = Object.entries(fields).map(([name, value]) => {
    return [name, name === 'err' || value instanceof Error ? describeError(value) : value];
  });
  return Object.fromEntries(described) as Record<string, unknown>;
}

/** What a log may say of an error. */
export interface ErrorDescription {
  readonly type: string;
  readonly message?: string;
  readonly stack?: readonly string[];
  readonly cause?: ErrorDescription;
  /** Such as `code`, and the table and constraint of a failed statement. */
  readonly [detail: string]: unknown;
}

/** Details that name parts of this program, of its schema and of the system, and no content. */
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
/** A frame with its place in a file: `at name (file:///src/app.ts:1:2)`. */
const frame = /^\s+at (?:.{1,200} \()?(?:file:|node:|\/)\S{1,500}:\d+:\d+\)?$/;
const mostFrames = 20;
const deepestCause = 4;

/**
 * Describes an error without its message, unless it is one of ours: messages of databases, parsers
 * and SDKs quote the statements, texts and credentials that they failed with.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: error === null ? 'null' : typeof error };
  const { name, cause } = error;
  const known = details.flatMap((detail) => {
    const value: unknown = Reflect.get(error, detail);
    return typeof value === 'string' && identifier.test(value) ? [[detail, value]] : [];
  });
  // A path in the message can have names of a tenant's own, such as those of a tool's parameters.
  const isOurs = error instanceof AppError && !(error instanceof InvalidInputError);
  return {
    type: identifier.test(name) ? name : 'Error',
    ...(Object.fromEntries(known) as Record<string, string>),
    ...(isOurs ? { message: error.message } : {}),
    stack: framesOf(error),
    ...(cause !== undefined && depth < deepestCause
      ? { cause: describeError(cause, depth + 1) }
      : {}),
  };
}

/** A stack begins with the message, which can have any number of lines. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = message === '' ? 0 : stack.indexOf(message) + message.length;
  return stack
    .slice(start)
    .split('\n')
    .filter((line) => frame.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trim());
}
