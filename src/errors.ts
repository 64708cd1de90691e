import { describeQuota, type QuotaName, quotas } from './quota.ts';

/**
 * All errors that a client can receive. Services throw them. The schema returns them as data where
 * clients handle them, and the transport as GraphQL errors with `extensions.code` everywhere else.
 * Any error that is not an {@link AppError} is logged and replaced with an INTERNAL error.
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
  'API_KEY_IN_USE',
  'BUILTIN_MODEL',
  'CREDENTIAL_MISSING',
  'CREDENTIAL_UNREADABLE',
  'CREDENTIAL_DESTINATION',
  'DESTINATION_NOT_ALLOWED',
  'OLLAMA_UNAVAILABLE',
  'UPSTREAM',
  'REQUEST_ID_REUSED',
  'NOT_RESUMABLE',
  'LIMIT_EXCEEDED',
  'RATE_LIMITED',
  'OVERLOADED',
  'SHUTTING_DOWN',
  'INTERNAL',
] as const;

/** A machine-readable error code. A code never gets another meaning. */
export type ErrorCode = (typeof errorCodes)[number];

export function isErrorCode(text: unknown): text is ErrorCode {
  return (errorCodes as readonly unknown[]).includes(text);
}

/** An expected error whose message is written for clients. */
export abstract class AppError extends Error {
  abstract readonly code: ErrorCode;
  override get name(): string {
    return this.constructor.name;
  }
}

/** The token is missing or invalid. */
export class UnauthenticatedError extends AppError {
  readonly code = 'UNAUTHENTICATED';
}

/** The token may be valid, but cannot be verified because its issuer does not respond. */
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

/** The token is valid, but lacks the scope that the action requires. */
export class ForbiddenError extends AppError {
  readonly code = 'FORBIDDEN';
}

/** An error in one field of an input. */
export interface FieldFault {
  /** Path of the argument, such as `['input', 'remote', 'baseUrl']`. */
  readonly path: readonly string[];
  /** Describes the error and the fix. Never contains the value. */
  readonly message: string;
}

/** An input breaks one or more rules. All errors are listed; nothing was written. */
export class InvalidInputError extends AppError {
  readonly code = 'INVALID_INPUT';
  readonly fields: readonly FieldFault[];
  constructor(fields: readonly FieldFault[]) {
    super(fields.map(describeFault).join('; '));
    this.fields = fields;
  }
}

function describeFault({ path, message }: FieldFault): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

/** No object with this ID is visible to the viewer, whether or not it exists. */
export class NotFoundError extends AppError {
  readonly code = 'NOT_FOUND';
}

/** The stored model that an input conflicts with, by its row ID or its display name. */
export type ConflictingModel =
  | { readonly id: string }
  | { readonly tenantId: string; readonly displayName: string };

export interface Conflict {
  /** The stored version, when the conflict is about the version. */
  readonly currentVersion?: number;
  /** Path of the argument, when its value is already in use. */
  readonly path?: readonly string[];
  readonly model?: ConflictingModel | null;
}

/** The input is valid, but conflicts with stored data. */
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

/** The model or route belongs to the platform, and only the platform can change it. */
export class BuiltinModelError extends AppError {
  readonly code = 'BUILTIN_MODEL';
}

/** The request ID was already used for another input. */
export class RequestIdReusedError extends AppError {
  readonly code = 'REQUEST_ID_REUSED';
}

/** The position to resume from has been deleted. */
export class NotResumableError extends AppError {
  readonly code = 'NOT_RESUMABLE';
}

/** The model exists, but its status does not allow calls. */
export class ModelNotReadyError extends AppError {
  readonly code = 'MODEL_NOT_READY';
}

/** A registered model of any tenant that uses an Ollama model. */
export interface OllamaModelUse {
  readonly tenantId: string;
  /** Row id. */
  readonly modelId: string;
  readonly name: string;
  readonly displayName: string | null;
}

/** An Ollama model cannot be deleted while registered models use it. */
export class ModelInUseError extends AppError {
  readonly code = 'MODEL_IN_USE';
  readonly models: readonly OllamaModelUse[];
  constructor(message: string, models: readonly OllamaModelUse[]) {
    super(message);
    this.models = models;
  }
}

/** An API key cannot be deleted while models use it. */
export class ApiKeyInUseError extends AppError {
  readonly code = 'API_KEY_IN_USE';
  /** Row IDs of the first models. */
  readonly modelIds: readonly string[];
  constructor(message: string, modelIds: readonly string[]) {
    super(message);
    this.modelIds = modelIds;
  }
}

/** The credential that a call needs is missing, cannot be decrypted, or is for another origin. */
export class CredentialError extends AppError {
  readonly code: 'CREDENTIAL_MISSING' | 'CREDENTIAL_UNREADABLE' | 'CREDENTIAL_DESTINATION';
  constructor(code: CredentialError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A destination that models must not use on this installation. */
export class DestinationNotAllowedError extends AppError {
  readonly code = 'DESTINATION_NOT_ALLOWED';
}

/** The request exceeds a size limit. */
export class LimitExceededError extends AppError {
  readonly code = 'LIMIT_EXCEEDED';
}

/** The tenant or the subject has as much as the operator permits. */
export class QuotaExceededError extends AppError {
  readonly code: 'LIMIT_EXCEEDED' | 'RATE_LIMITED';
  readonly quota: QuotaName;
  /** The value of the quota. */
  readonly limit: number;
  /** When a retry can succeed; null when waiting alone does not help. */
  readonly retryAfterMs: number | null;
  constructor(quota: QuotaName, limit: number, retryAfterMs: number | null) {
    super(describeQuota(quota, limit));
    this.code = quotas[quota].seconds === null ? 'LIMIT_EXCEEDED' : 'RATE_LIMITED';
    this.quota = quota;
    this.limit = limit;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The server or its database has no capacity at the moment. A retry can succeed. */
export class OverloadedError extends AppError {
  readonly code = 'OVERLOADED';
  /** When a client should try again. */
  readonly retryAfterMs = 1_000;
}

/** The server is stopping and accepts no new work. */
export class ShuttingDownError extends AppError {
  readonly code = 'SHUTTING_DOWN';
}

/** All reasons for which a call of an upstream can fail. */
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

/** Why a call of an upstream failed. */
export type UpstreamErrorReason = (typeof upstreamErrorReasons)[number];

/** The description of a failed upstream call. Plain data, because it is stored and returned. */
export interface UpstreamFailure {
  readonly code:
    | 'UPSTREAM'
    | 'OLLAMA_UNAVAILABLE'
    | 'DESTINATION_NOT_ALLOWED'
    | 'INVALID_INPUT'
    | 'OVERLOADED'
    | 'INTERNAL'
    | CredentialError['code'];
  readonly reason: UpstreamErrorReason;
  /** Written by Modelyard. Never the upstream's own text, which can contain keys and prompts. */
  readonly message: string;
  /**
   * Up to 300 characters of the provider's error text, without secrets and control characters; null
   * when there is none. For callers only: it can repeat prompts, so it is never logged.
   */
  readonly detail: string | null;
  /** Whether the same request can succeed later. */
  readonly retryable: boolean;
  /** Delay in milliseconds that the upstream requested before a retry. */
  readonly retryAfterMs: number | null;
  /** HTTP status; null without a response. */
  readonly upstreamStatus: number | null;
  /** False when the request cannot have reached the upstream. */
  readonly wasSent: boolean;
}

/** The default of `code` is `UPSTREAM`, and that of `wasSent` is true. */
export type UpstreamErrorOptions = Pick<UpstreamFailure, 'reason' | 'message' | 'retryable'> &
  Partial<UpstreamFailure> &
  ErrorOptions;

/** An upstream (a provider or Ollama) rejected the request, failed, or could not be reached. */
export class UpstreamError extends AppError implements UpstreamFailure {
  readonly code: UpstreamFailure['code'];
  readonly reason: UpstreamErrorReason;
  readonly detail: string | null;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly upstreamStatus: number | null;
  readonly wasSent: boolean;
  constructor(options: UpstreamErrorOptions) {
    super(options.message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = options.code ?? 'UPSTREAM';
    this.reason = options.reason;
    this.detail = options.detail ?? null;
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.upstreamStatus = options.upstreamStatus ?? null;
    this.wasSent = options.wasSent ?? true;
  }

  toFailure(): UpstreamFailure {
    const { code, reason, message, detail, retryable, retryAfterMs, upstreamStatus, wasSent } =
      this;
    return { code, reason, message, detail, retryable, retryAfterMs, upstreamStatus, wasSent };
  }
}
