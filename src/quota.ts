/** A limit of what tenants and subjects can hold at a time, or can do in a period. */
export interface QuotaDefinition {
  readonly holder: 'tenant' | 'subject' | 'process';
  /** What is counted, in the plural. */
  readonly things: string;
  /** @default in an installation without the setting */
  readonly default: number;
  /** Period in seconds; null when things are counted as long as they exist. */
  readonly seconds: number | null;
  /** When a request can succeed, in milliseconds; null when waiting alone does not help. */
  readonly retryAfterMs: number | null;
}

const hour = 3_600;

/**
 * All quotas. Each has a setting with the prefix `QUOTA_`, where 0 means no limit. The names are
 * those of the schema.
 */
export const quotas = {
  TENANT_COMPLETIONS: {
    holder: 'tenant',
    things: 'running completions',
    default: 2_000,
    seconds: null,
    retryAfterMs: 1_000,
  },
  SUBJECT_COMPLETIONS: {
    holder: 'subject',
    things: 'running completions',
    default: 1_000,
    seconds: null,
    retryAfterMs: 1_000,
  },
  TENANT_CALLS: {
    holder: 'tenant',
    things:
      'running calls of embed, rerank and transcribe, tests of models and lists of offered models',
    default: 200,
    seconds: null,
    retryAfterMs: 1_000,
  },
  SUBJECT_CALLS: {
    holder: 'subject',
    things:
      'running calls of embed, rerank and transcribe, tests of models and lists of offered models',
    default: 100,
    seconds: null,
    retryAfterMs: 1_000,
  },
  TENANT_SUBSCRIPTIONS: {
    holder: 'tenant',
    things: 'running subscriptions',
    default: 50_000,
    seconds: null,
    retryAfterMs: 1_000,
  },
  SUBJECT_SUBSCRIPTIONS: {
    holder: 'subject',
    things: 'running subscriptions',
    default: 10_000,
    seconds: null,
    retryAfterMs: 1_000,
  },
  TENANT_OPERATIONS: {
    holder: 'tenant',
    things: 'operations',
    default: 4_000,
    seconds: 1,
    retryAfterMs: null,
  },
  SUBJECT_OPERATIONS: {
    holder: 'subject',
    things: 'operations',
    default: 2_000,
    seconds: 1,
    retryAfterMs: null,
  },
  TENANT_SOCKETS: {
    holder: 'tenant',
    things: 'open WebSockets',
    default: 20_000,
    seconds: null,
    retryAfterMs: 1_000,
  },
  SUBJECT_SOCKETS: {
    holder: 'subject',
    things: 'open WebSockets',
    default: 200,
    seconds: null,
    retryAfterMs: 1_000,
  },
  ANONYMOUS_SOCKETS: {
    holder: 'process',
    things: 'open WebSockets without a token',
    default: 2_000,
    seconds: null,
    retryAfterMs: 1_000,
  },
  ANONYMOUS_OPERATIONS: {
    holder: 'process',
    things: 'operations without a token',
    default: 500,
    seconds: 1,
    retryAfterMs: null,
  },
  TENANT_MODELS: {
    holder: 'tenant',
    things: 'registered models',
    default: 1_000,
    seconds: null,
    retryAfterMs: null,
  },
  TENANT_STORED_MODELS: {
    holder: 'tenant',
    things: 'registered and deleted models',
    default: 10_000,
    seconds: null,
    retryAfterMs: null,
  },
  TENANT_ROUTES: {
    holder: 'tenant',
    things: 'routes',
    default: 200,
    seconds: null,
    retryAfterMs: null,
  },
  TENANT_API_KEYS: {
    holder: 'tenant',
    things: 'stored API keys',
    default: 1_000,
    seconds: null,
    retryAfterMs: null,
  },
  TENANT_PULLS: {
    holder: 'tenant',
    things: 'queued and running downloads',
    default: 50,
    seconds: null,
    retryAfterMs: 10_000,
  },
  TENANT_TESTS: {
    holder: 'tenant',
    things: 'tests of registered models',
    default: 1_000,
    seconds: hour,
    retryAfterMs: null,
  },
  TENANT_CHANGES: {
    holder: 'tenant',
    things: 'audit events',
    default: 10_000,
    seconds: hour,
    retryAfterMs: null,
  },
} as const satisfies Readonly<Record<string, QuotaDefinition>>;

export type QuotaName = keyof typeof quotas;

export const quotaNames = Object.keys(quotas) as QuotaName[];

/** The highest accepted value of each quota; null for no limit. */
export type QuotaLimits = Readonly<Record<QuotaName, number | null>>;

/** Describes a quota that was exceeded. Never contains the name of a tenant or subject. */
export function describeQuota(name: QuotaName, limit: number): string {
  const { holder, things, seconds } = quotas[name];
  const period = seconds === null ? '' : seconds === hour ? ' per hour' : ' per second';
  return `The ${holder} has reached its limit of ${limit} ${things}${period} (QUOTA_${name}).`;
}
