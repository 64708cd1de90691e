import type { UpstreamErrorReason, UpstreamFailure } from '../errors.ts';

/** Values of the label `error_type`: the party that caused the error, and the reason. */
const byReason: Readonly<Record<UpstreamErrorReason, string>> = {
  CREDENTIAL_REJECTED: 'provider_credential',
  PERMISSION_DENIED: 'provider_permission',
  QUOTA_EXHAUSTED: 'provider_quota',
  RATE_LIMITED: 'provider_rate',
  MODEL_MISSING: 'provider_model_missing',
  REQUEST_REJECTED: 'caller_input',
  CONTEXT_LENGTH: 'caller_context_length',
  CONTENT_FILTER: 'caller_content_filter',
  UNSUPPORTED: 'caller_unsupported',
  OVERLOADED: 'provider_overloaded',
  UNAVAILABLE: 'provider_unavailable',
  TIMEOUT_FIRST_TOKEN: 'provider_first_token',
  TIMEOUT_IDLE: 'provider_idle',
  PROTOCOL: 'provider_protocol',
};

/** Failures before a call. */
const byCode: Readonly<Partial<Record<UpstreamFailure['code'], string>>> = {
  DESTINATION_NOT_ALLOWED: 'policy_destination',
  OVERLOADED: 'policy_concurrency',
  CREDENTIAL_MISSING: 'own_credential',
  CREDENTIAL_UNREADABLE: 'own_credential',
  CREDENTIAL_DESTINATION: 'own_credential',
  INTERNAL: 'own_internal',
};

/** Returns the `error_type` of a failed call. */
export function errorTypeOf({ code, reason }: Pick<UpstreamFailure, 'code' | 'reason'>): string {
  return byCode[code] ?? byReason[reason];
}
