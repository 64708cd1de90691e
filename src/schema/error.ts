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
  RequestIdReusedError,
  UpstreamError,
  type UpstreamFailure,
  upstreamErrorReasons,
} from '../errors.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';

const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'What kind of failure it is. Also found as `extensions.code` of GraphQL errors.',
  values: describeValues(errorCodes, {
    UNAUTHENTICATED: 'No token was sent, or it does not verify.',
    AUTH_UNAVAILABLE:
      'The token cannot be verified now, because its issuer is unreachable; try again.',
    FORBIDDEN: 'The token lacks the scope that this needs.',
    INVALID_INPUT: 'The input breaks a rule; nothing was written.',
    NOT_FOUND: 'There is no such object, or none that you may see.',
    CONFLICT: 'The object has changed since you read it, or a name is taken.',
    MODEL_NOT_READY: 'The model exists, but its status does not allow using it.',
    MODEL_IN_USE: 'The model cannot be removed while something uses it.',
    BUILTIN_MODEL: 'The model is built in, and only the platform can change it.',
    CREDENTIAL_MISSING: 'The provider needs an API key, and none is stored.',
    CREDENTIAL_UNREADABLE: 'A credential is stored that cannot be opened; set it again.',
    DESTINATION_NOT_ALLOWED: 'The address is one that this installation does not let models use.',
    OLLAMA_UNAVAILABLE: "This installation's Ollama does not answer.",
    UPSTREAM: 'The provider refused the call, failed, or could not be reached.',
    REQUEST_ID_REUSED: 'The request id has been used for a different input.',
    NOT_RESUMABLE: 'What was to be resumed is no longer kept.',
    LIMIT_EXCEEDED: 'The request is larger or more frequent than is allowed.',
    OVERLOADED:
      'The server or its database is overloaded or cannot be reached. Send the same request again after a few seconds; use the same `requestId` where the input has one.',
    SHUTTING_DOWN: 'The server is stopping; try again shortly.',
    INTERNAL: 'Something unexpected. `extensions.requestId` is what the operator can look up.',
  }),
});

const ReasonEnum = builder.enumType('UpstreamErrorReason', {
  description: 'Where the fault of a failed upstream call lies.',
  values: describeValues(upstreamErrorReasons, {
    CREDENTIAL_REJECTED: 'The provider does not accept the API key.',
    PERMISSION_DENIED: 'The API key is good, but may not do this.',
    QUOTA_EXHAUSTED: 'The account has no credit or quota left; waiting does not help.',
    RATE_LIMITED: 'Too many requests; wait, then try again.',
    MODEL_MISSING: 'The upstream does not know the model.',
    REQUEST_REJECTED: 'The provider rejected the request as invalid.',
    CONTEXT_LENGTH: "Messages and answer do not fit into the model's context.",
    CONTENT_FILTER: "The provider's content filter blocked the request or the response.",
    UNSUPPORTED: 'The model or upstream cannot do what was asked.',
    OVERLOADED: 'The upstream is too busy; try again later.',
    UNAVAILABLE: 'The provider failed or could not be reached.',
    TIMEOUT_FIRST_TOKEN: "The first token did not come within the model's limit.",
    TIMEOUT_IDLE: "The answer stood still for longer than the model's limit.",
    PROTOCOL: "The provider's response could not be parsed.",
  }),
});

export const ErrorInterface = builder
  .interfaceRef<Pick<AppError, 'message' | 'code'>>('Error')
  .implement({
    description: 'A failure that a client can branch on.',
    fields: (t) => ({
      message: t.exposeString('message', { description: 'For people. Never contains a secret.' }),
      code: t.expose('code', { type: ErrorCodeEnum, description: 'For programs.' }),
    }),
  });

const FieldError = builder.objectRef<FieldFault>('FieldError').implement({
  description: 'One fault of an input.',
  fields: (t) => ({
    path: t.stringList({
      description:
        'Path of the argument, which a form can point at: `["input", "remote", "baseUrl"]`.',
      resolve: ({ path }) => [...path],
    }),
    message: t.exposeString('message', { description: 'What is wrong, and what would be right.' }),
  }),
});

builder.objectType(InvalidInputError, {
  name: 'InvalidInputError',
  description: 'The input breaks one or more rules; nothing was written.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    fields: t.field({
      type: [FieldError],
      description: 'What is wrong with it: all faults, or the first 20.',
      resolve: ({ fields }) => [...fields],
    }),
  }),
});

builder.objectType(NotFoundError, {
  name: 'NotFoundError',
  description: 'There is no such object, or none that you may see.',
  interfaces: [ErrorInterface],
});

builder.objectType(ConflictError, {
  name: 'ConflictError',
  description: 'The object has changed since you read it, or a name is taken.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    currentVersion: t.exposeInt('currentVersion', {
      nullable: true,
      description: 'The version that is stored now, when yours is older.',
    }),
    path: t.stringList({
      nullable: true,
      description: 'Path of the argument whose value is taken, when one is.',
      resolve: ({ path }) => (path === null ? null : [...path]),
    }),
  }),
});

builder.objectType(BuiltinModelError, {
  name: 'BuiltinModelError',
  description: 'The model is built in, and only the platform can change it.',
  interfaces: [ErrorInterface],
});

builder.objectType(RequestIdReusedError, {
  name: 'RequestIdReusedError',
  description: 'The request id has been used for another input within the last day.',
  interfaces: [ErrorInterface],
});

builder.objectType(ModelNotReadyError, {
  name: 'ModelNotReadyError',
  description: 'The model exists, but its status does not allow using it.',
  interfaces: [ErrorInterface],
});

builder.objectType(CredentialError, {
  name: 'CredentialError',
  description:
    'The credential that the call needs is missing (`CREDENTIAL_MISSING`), or is stored but cannot be opened (`CREDENTIAL_UNREADABLE`).',
  interfaces: [ErrorInterface],
});

builder.objectType(DestinationNotAllowedError, {
  name: 'DestinationNotAllowedError',
  description: 'The address is one that this installation does not let models use.',
  interfaces: [ErrorInterface],
});

/** Both for the error when it is thrown, and for what a completion tells of one. */
export const UpstreamErrorObject = builder.objectRef<UpstreamFailure>('UpstreamError');
builder.configStore.associateParamWithRef(UpstreamError, UpstreamErrorObject);

UpstreamErrorObject.implement({
  description: 'A provider or Ollama refused the call, failed, or could not be reached.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    reason: t.expose('reason', { type: ReasonEnum, description: 'Where the fault lies.' }),
    retryable: t.exposeBoolean('retryable', {
      description: 'Whether the same request may succeed later without being changed.',
    }),
    retryAfterMs: t.exposeInt('retryAfterMs', {
      nullable: true,
      description: 'Milliseconds the upstream asked to wait.',
    }),
    upstreamStatus: t.exposeInt('upstreamStatus', {
      nullable: true,
      description: 'HTTP status of its answer, when there was one.',
    }),
  }),
});
