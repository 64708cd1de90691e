import {
  type AppError,
  BuiltinModelError,
  ConflictError,
  CredentialError,
  DestinationNotAllowedError,
  errorCodes,
  type FieldFault,
  InvalidInputError,
  ModelNotReadyError,
  NotFoundError,
  NotResumableError,
  QuotaExceededError,
  RequestIdReusedError,
  UpstreamError,
  type UpstreamFailure,
  upstreamErrorReasons,
} from '../errors.ts';
import { type QuotaName, quotaNames, quotas } from '../quota.ts';
import type { ChatCompletionView } from '../services/chat/chat-event.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';

export const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description:
    'Machine-readable error code. GraphQL errors have the same code as `extensions.code`.',
  values: describeValues(errorCodes, {
    UNAUTHENTICATED: 'No token was sent, or the token is invalid or expired.',
    AUTH_UNAVAILABLE:
      'The token cannot be verified because the token issuer is unreachable; try again later.',
    FORBIDDEN: 'The token lacks the scope that the operation requires.',
    INVALID_INPUT: 'The input is invalid. Nothing was changed.',
    NOT_FOUND: 'The object does not exist or is not visible to you.',
    CONFLICT:
      'The input conflicts with the stored state: the object has changed since you read it, or a value is already in use.',
    MODEL_NOT_READY: 'The model cannot be used in its current status.',
    MODEL_IN_USE: 'The model cannot be removed from Ollama while registered models use it.',
    API_KEY_IN_USE: 'The API key cannot be deleted while models use it.',
    BUILTIN_MODEL:
      "The model or route is built in. Only a platform administrator can change it; a route of the operator's file is changed only there.",
    CREDENTIAL_MISSING:
      'The provider requires an API key, and none is stored; set one with `setModelCredential`.',
    CREDENTIAL_UNREADABLE:
      'The stored credential cannot be decrypted; set it again with `setModelCredential`.',
    CREDENTIAL_DESTINATION:
      "The API key was not stored for the origin of the model's base URL, so it is not sent.",
    DESTINATION_NOT_ALLOWED: 'The operator does not allow models to use this address.',
    OLLAMA_UNAVAILABLE: 'Ollama is unavailable.',
    UPSTREAM: 'The provider rejected the request, failed, or could not be reached.',
    REQUEST_ID_REUSED: 'The `requestId` was used with a different input.',
    NOT_RESUMABLE: 'The events after the given cursor or number have been deleted.',
    LIMIT_EXCEEDED:
      'The request exceeds a limit on size, or the tenant or subject has reached a quota.',
    RATE_LIMITED:
      'The tenant or subject has reached a quota of operations, tests or changes in a period; wait `retryAfterMs` and try again.',
    OVERLOADED:
      'The server or its database is overloaded or cannot be reached. Send the same request again after `extensions.retryAfterMs`; use the same `requestId` where the input has one.',
    SHUTTING_DOWN: 'The server is stopping; try again shortly.',
    INTERNAL:
      'An unexpected server error. The operator can find it in the log by `extensions.requestId`.',
  }),
});

export const ReasonEnum = builder.enumType('UpstreamErrorReason', {
  description: 'Reason why a call to a provider or to Ollama failed.',
  values: describeValues(upstreamErrorReasons, {
    CREDENTIAL_REJECTED: 'The provider rejected the API key.',
    PERMISSION_DENIED: 'The API key is valid but lacks permission for this request.',
    QUOTA_EXHAUSTED: 'The account has no credit or quota left. Retrying does not help.',
    RATE_LIMITED: 'Too many requests; wait and try again.',
    MODEL_MISSING: 'The provider does not have this model.',
    REQUEST_REJECTED: 'The provider rejected the request as invalid.',
    CONTEXT_LENGTH: "The messages and the response exceed the model's context length.",
    CONTENT_FILTER: "The provider's content filter blocked the request or the response.",
    UNSUPPORTED: 'The provider or the model does not support this request.',
    OVERLOADED: 'The provider is overloaded; try again later.',
    UNAVAILABLE: 'The provider failed or could not be reached.',
    TIMEOUT_FIRST_TOKEN:
      'The first token did not arrive within the `firstTokenTimeoutMs` of the model or the route, or the `deadlineMs` of the route.',
    TIMEOUT_IDLE: "No data arrived within the model's `idleTimeoutMs` during the response.",
    PROTOCOL: "The provider's response could not be parsed.",
  }),
});

export const ErrorInterface = builder
  .interfaceRef<Pick<AppError, 'message' | 'code'>>('Error')
  .implement({
    description:
      'A failure that a client can handle. `... on Error { code message }` selects it in every result union.',
    fields: (t) => ({
      message: t.exposeString('message', {
        description: 'Human-readable message; never contains secrets.',
      }),
      code: t.expose('code', { type: ErrorCodeEnum, description: 'Machine-readable error code.' }),
    }),
  });

const FieldError = builder.objectRef<FieldFault>('FieldError').implement({
  description: 'One invalid field of an input.',
  fields: (t) => ({
    path: t.stringList({
      description: 'Path of the invalid argument, such as `["input", "remote", "baseUrl"]`.',
      resolve: ({ path }) => [...path],
    }),
    message: t.exposeString('message', {
      description: 'The error in the value and the correction. Never contains the value.',
    }),
  }),
});

builder.objectType(InvalidInputError, {
  name: 'InvalidInputError',
  description: 'One or more fields of the input are invalid. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    fields: t.field({
      type: [FieldError],
      description: 'The invalid fields; at most 20.',
      resolve: ({ fields }) => [...fields],
    }),
  }),
});

builder.objectType(NotFoundError, {
  name: 'NotFoundError',
  description: 'The object does not exist or is not visible to you.',
  interfaces: [ErrorInterface],
});

export const ConflictErrorObject = builder.objectType(ConflictError, {
  name: 'ConflictError',
  description:
    'The input conflicts with the stored state: the object has changed since you read it, or a value is already in use.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    currentVersion: t.exposeInt('currentVersion', {
      nullable: true,
      description: 'The stored version, when `expectedVersion` does not match it; otherwise null.',
    }),
    path: t.stringList({
      nullable: true,
      description: 'Path of the argument whose value is already in use; otherwise null.',
      resolve: ({ path }) => (path === null ? null : [...path]),
    }),
  }),
});

builder.objectType(BuiltinModelError, {
  name: 'BuiltinModelError',
  description:
    "The model or route is built in. Only a platform administrator can change it; a route of the operator's file is changed only there.",
  interfaces: [ErrorInterface],
});

builder.objectType(RequestIdReusedError, {
  name: 'RequestIdReusedError',
  description: 'The `requestId` was used with a different input before.',
  interfaces: [ErrorInterface],
});

builder.objectType(NotResumableError, {
  name: 'NotResumableError',
  description:
    'The events after the given cursor or number have been deleted. Subscribe without it, and read the current state.',
  interfaces: [ErrorInterface],
});

const QuotaEnum = builder.enumType('Quota', {
  description:
    'A limit of what a tenant or a subject can hold at a time, or can do in a period. The operator sets it.',
  values: describeValues(
    quotaNames,
    Object.fromEntries(quotaNames.map((name) => [name, describeQuotaValue(name)])) as Record<
      QuotaName,
      string
    >,
  ),
});

function describeQuotaValue(name: QuotaName): string {
  const { holder, things, seconds, default: initial } = quotas[name];
  const period = seconds === null ? 'at a time' : seconds === 1 ? 'per second' : 'per hour';
  const scope = holder === 'process' ? '' : ` of a ${holder}`;
  // The others are counted in the database.
  const isOfProcess = /_(?:OPERATIONS|SUBSCRIPTIONS|CALLS|SOCKETS)$/.test(name);
  const place = isOfProcess ? ', in each server process' : '';
  return `Maximum number of ${things}${scope} ${period}${place}. Default ${initial}.`;
}

builder.objectType(QuotaExceededError, {
  name: 'QuotaExceededError',
  description:
    'The tenant or the subject has reached a quota: `LIMIT_EXCEEDED` when something has to end or to be deleted first, `RATE_LIMITED` when waiting is enough. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    quota: t.expose('quota', { type: QuotaEnum, description: 'The quota that was reached.' }),
    limit: t.exposeInt('limit', { description: 'The value of the quota.' }),
    retryAfterMs: t.exposeInt('retryAfterMs', {
      nullable: true,
      description: 'Milliseconds to wait before a retry; null when waiting alone does not help.',
    }),
  }),
});

builder.objectType(ModelNotReadyError, {
  name: 'ModelNotReadyError',
  description: 'The model cannot be used in its current status.',
  interfaces: [ErrorInterface],
});

builder.objectType(CredentialError, {
  name: 'CredentialError',
  description:
    'The credential that the call requires is missing (`CREDENTIAL_MISSING`), is stored but cannot be decrypted (`CREDENTIAL_UNREADABLE`), or was not stored for the origin of the base URL (`CREDENTIAL_DESTINATION`).',
  interfaces: [ErrorInterface],
});

builder.objectType(DestinationNotAllowedError, {
  name: 'DestinationNotAllowedError',
  description: 'The operator does not allow models to use this address.',
  interfaces: [ErrorInterface],
});

/** An upstream failure, whether it is thrown or stored. */
type UpstreamFailureView = UpstreamFailure & { readonly completion?: ChatCompletionView };

export const UpstreamErrorObject = builder.objectRef<UpstreamFailureView>('UpstreamError');
builder.configStore.associateParamWithRef(UpstreamError, UpstreamErrorObject);

UpstreamErrorObject.implement({
  description: 'A provider or Ollama rejected the request, failed, or could not be reached.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    reason: t.expose('reason', { type: ReasonEnum, description: 'Reason for the failure.' }),
    detail: t.exposeString('detail', {
      nullable: true,
      description:
        "Up to 300 characters of the provider's own words, such as the name of a field that it does not accept. Secrets are removed. Null when the provider wrote nothing. Show it to people; do not parse it.",
    }),
    retryable: t.exposeBoolean('retryable', {
      description: 'Whether the same request can succeed later.',
    }),
    retryAfterMs: t.exposeInt('retryAfterMs', {
      nullable: true,
      description:
        'Milliseconds to wait before a retry, as the provider requested; null when it did not.',
    }),
    upstreamStatus: t.exposeInt('upstreamStatus', {
      nullable: true,
      description: "HTTP status of the provider's response; null when there was no response.",
    }),
  }),
});
