/**
 * Every error a client can see. Services throw these; the schema shows them as data where a
 * mutation's client has to branch, the transport as GraphQL errors with `extensions.code`
 * everywhere else. Whatever is not an {@link AppError} is masked and logged.
 */
export const errorCodes = [
  'UNAUTHENTICATED',
  'AUTH_UNAVAILABLE',
  'FORBIDDEN',
  'INVALID_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'MODEL_NOT_READY',
  'MODEL_IN_USE',
  'BUILTIN_MODEL',
  'CREDENTIAL_MISSING',
  'CREDENTIAL_UNREADABLE',
  'DESTINATION_NOT_ALLOWED',
  'OLLAMA_UNAVAILABLE',
  'UPSTREAM',
  'REQUEST_ID_REUSED',
  'NOT_RESUMABLE',
  'LIMIT_EXCEEDED',
  'OVERLOADED',
  'SHUTTING_DOWN',
  'INTERNAL',
] as const;

/** A machine-readable failure class; never reused for another meaning. */
export type ErrorCode = (typeof errorCodes)[number];

export function isErrorCode(text: unknown): text is ErrorCode {
  return (errorCodes as readonly unknown[]).includes(text);
}

/** An expected failure whose message is written for the client. */
export abstract class AppError extends Error {
  abstract readonly code: ErrorCode;
  override get name(): string {
    return this.constructor.name;
  }
}

/** No credentials, or credentials that do not verify. */
export class UnauthenticatedError extends AppError {
  readonly code = 'UNAUTHENTICATED';
}

/** The token cannot be verified now, because its issuer does not answer. It may be good. */
export class AuthUnavailableError extends AppError {
  readonly code = 'AUTH_UNAVAILABLE';
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number, options?: ErrorOptions) {
    super(
      'The token cannot be verified because the token issuer is unreachable; try again later.',
      options,
    );
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The token is good, but lacks the scope that the action needs. */
export class ForbiddenError extends AppError {
  readonly code = 'FORBIDDEN';
}

/** One fault of an input. */
export interface FieldFault {
  /** Argument path a form can point at, e.g. `['input', 'remote', 'baseUrl']`. */
  readonly path: readonly string[];
  /** What is wrong and what would be right. Never repeats the value. */
  readonly message: string;
}

/** An input breaks one or more rules; all faults are listed, nothing was written. */
export class InvalidInputError extends AppError {
  readonly code = 'INVALID_INPUT';
  readonly fields: readonly FieldFault[];
  constructor(fields: readonly FieldFault[]) {
    super(fields.map((field) => `${field.path.join('.')}: ${field.message}`).join('; '));
    this.fields = fields;
  }
}

/** Nothing with that id is visible to the viewer, whether or not it exists elsewhere. */
export class NotFoundError extends AppError {
  readonly code = 'NOT_FOUND';
}

/** The stored model that an input conflicts with: by its row id, or by the name that it has. */
export type ConflictingModel =
  | { readonly id: string }
  | { readonly tenantId: string; readonly displayName: string };

export interface Conflict {
  /** The version that is stored now, when it is the version that does not fit. */
  readonly currentVersion?: number;
  /** Argument path of the value that is taken, when one is. */
  readonly path?: readonly string[];
  readonly model?: ConflictingModel | null;
}

/** The input is good by itself, but does not go together with what is stored. */
export class ConflictError extends AppError {
  readonly code = 'CONFLICT';
  readonly currentVersion: number | null;
  readonly path: readonly string[] | null;
  readonly model: ConflictingModel | null;
  constructor(message: string, { currentVersion, path, model }: Conflict = {}) {
    super(message);
    this.currentVersion = currentVersion ?? null;
    this.path = path ?? null;
    this.model = model ?? null;
  }
}

/** The model belongs to the platform, and is the platform's to change. */
export class BuiltinModelError extends AppError {
  readonly code = 'BUILTIN_MODEL';
}

/** A request id stands for one input; this is another. */
export class RequestIdReusedError extends AppError {
  readonly code = 'REQUEST_ID_REUSED';
}

/** What a client wants to go on from is no longer kept. */
export class NotResumableError extends AppError {
  readonly code = 'NOT_RESUMABLE';
}

/** The model exists, but its status does not allow using it. */
export class ModelNotReadyError extends AppError {
  readonly code = 'MODEL_NOT_READY';
}

/** A registered model, of any tenant, that stands for a model of Ollama. */
export interface OllamaModelUse {
  readonly tenantId: string;
  /** Row id. */
  readonly modelId: string;
  readonly name: string;
  readonly displayName: string | null;
}

/** A model of Ollama cannot be removed while registered models stand for it. */
export class ModelInUseError extends AppError {
  readonly code = 'MODEL_IN_USE';
  readonly models: readonly OllamaModelUse[];
  constructor(message: string, models: readonly OllamaModelUse[]) {
    super(message);
    this.models = models;
  }
}

/** The credential that a call needs is missing, or is stored but cannot be opened. */
export class CredentialError extends AppError {
  readonly code: 'CREDENTIAL_MISSING' | 'CREDENTIAL_UNREADABLE';
  constructor(code: CredentialError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** An address that this installation does not let its models use. */
export class DestinationNotAllowedError extends AppError {
  readonly code = 'DESTINATION_NOT_ALLOWED';
}

/** The request is larger than is allowed. */
export class LimitExceededError extends AppError {
  readonly code = 'LIMIT_EXCEEDED';
}

/** The server or its database has no capacity at the moment. The same request may succeed shortly. */
export class OverloadedError extends AppError {
  readonly code = 'OVERLOADED';
}

/** The server is stopping and takes no new work. */
export class ShuttingDownError extends AppError {
  readonly code = 'SHUTTING_DOWN';
}

/** Closed list of fault domains of an upstream call. */
export const upstreamErrorReasons = [
  'CREDENTIAL_REJECTED',
  'PERMISSION_DENIED',
  'QUOTA_EXHAUSTED',
  'RATE_LIMITED',
  'MODEL_MISSING',
  'REQUEST_REJECTED',
  'CONTEXT_LENGTH',
  'CONTENT_FILTER',
  'UNSUPPORTED',
  'OVERLOADED',
  'UNAVAILABLE',
  'TIMEOUT_FIRST_TOKEN',
  'TIMEOUT_IDLE',
  'PROTOCOL',
] as const;

/** Where the fault of a failed upstream call lies. */
export type UpstreamErrorReason = (typeof upstreamErrorReasons)[number];

/** What is told of a failed upstream call. Plain data: it is stored, and sent as part of answers. */
export interface UpstreamFailure {
  readonly code: 'UPSTREAM' | 'OLLAMA_UNAVAILABLE' | 'DESTINATION_NOT_ALLOWED' | 'INTERNAL';
  readonly reason: UpstreamErrorReason;
  /** Written by us. Never the upstream's own text, which can echo keys and prompts. */
  readonly message: string;
  /**
   * Up to 300 characters of the provider's own words, without secrets and control characters; null
   * when it wrote nothing. For callers only: they can repeat prompts, so they are never logged.
   */
  readonly detail: string | null;
  /** Whether the same request may succeed later without being changed. */
  readonly retryable: boolean;
  /** Milliseconds the upstream asked to wait. */
  readonly retryAfterMs: number | null;
  /** HTTP status, when there was an answer. */
  readonly upstreamStatus: number | null;
}

/** Without a code, `UPSTREAM` is meant. */
export type UpstreamErrorOptions = Pick<UpstreamFailure, 'reason' | 'message' | 'retryable'> &
  Partial<UpstreamFailure> &
  ErrorOptions;

/** An upstream (a provider or Ollama) refused, failed, or could not be reached. */
export class UpstreamError extends AppError implements UpstreamFailure {
  readonly code: UpstreamFailure['code'];
  readonly reason: UpstreamErrorReason;
  readonly detail: string | null;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly upstreamStatus: number | null;
  constructor(options: UpstreamErrorOptions) {
    super(options.message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = options.code ?? 'UPSTREAM';
    this.reason = options.reason;
    this.detail = options.detail ?? null;
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.upstreamStatus = options.upstreamStatus ?? null;
  }

  toFailure(): UpstreamFailure {
    const { code, reason, message, detail, retryable, retryAfterMs, upstreamStatus } = this;
    return { code, reason, message, detail, retryable, retryAfterMs, upstreamStatus };
  }
}
