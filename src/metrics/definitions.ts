/** A metric: its name, unit and labels. `/metrics` and `npm run metrics` use this table. */
export interface Definition {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper bounds of a histogram. */
  readonly buckets?: readonly number[];
}

/** In seconds: powers of two from 0.01, as the GenAI conventions of OpenTelemetry recommend. */
const seconds = Array.from({ length: 14 }, (_, power) => 0.01 * 2 ** power);
/** In tokens: powers of four, as the same conventions recommend. */
const tokens = Array.from({ length: 14 }, (_, power) => 4 ** power);
/** In seconds, for operations of the server itself. */
const shortSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const call = ['gen_ai_operation_name', 'gen_ai_provider_name', 'gen_ai_request_model'] as const;

/** All metrics of the server, except those of the process and of Node.js. */
export const definitions = {
  operations: {
    kind: 'histogram',
    name: 'graphql_operation_duration_seconds',
    help: 'Duration of executed GraphQL operations; code is OK or the code of the first error.',
    labels: ['type', 'code'],
    buckets: seconds,
  },
  sockets: {
    kind: 'gauge',
    name: 'modelyard_websockets',
    help: 'Open WebSocket connections.',
    labels: [],
  },
  subscriptions: {
    kind: 'gauge',
    name: 'modelyard_subscriptions',
    help: 'Running subscriptions by transport: websocket, or sse for server-sent events.',
    labels: ['transport'],
  },
  callDuration: {
    kind: 'histogram',
    name: 'gen_ai_client_operation_duration_seconds',
    help: 'Duration of calls to providers and Ollama; error_type is empty for calls that succeeded.',
    labels: [...call, 'error_type'],
    buckets: seconds,
  },
  firstChunk: {
    kind: 'histogram',
    name: 'gen_ai_client_operation_time_to_first_chunk_seconds',
    help: 'Time from the request to the first part of a streamed response.',
    labels: call,
    buckets: seconds,
  },
  perChunk: {
    kind: 'histogram',
    name: 'gen_ai_client_operation_time_per_output_chunk_seconds',
    help: 'Mean time between the deltas of a response, observed once for each response.',
    labels: call,
    buckets: seconds,
  },
  tokens: {
    kind: 'histogram',
    name: 'gen_ai_client_token_usage',
    help: 'Tokens of a call, as the provider reports them; gen_ai_token_type is input or output.',
    labels: [...call, 'gen_ai_token_type'],
    buckets: tokens,
  },
  completions: {
    kind: 'counter',
    name: 'modelyard_completions_total',
    help: 'Completions that have ended, by last event; error_type is empty for completed ones.',
    labels: ['ending', 'error_type'],
  },
  running: {
    kind: 'gauge',
    name: 'modelyard_completions_running',
    help: 'Completions that this process generates.',
    labels: [],
  },
  startOverhead: {
    kind: 'histogram',
    name: 'modelyard_first_token_overhead_seconds',
    help: 'Time that the server adds before it calls the provider of a completion.',
    labels: [],
    buckets: shortSeconds,
  },
  journalLag: {
    kind: 'gauge',
    name: 'modelyard_journal_lag_seconds',
    help: 'Age of the oldest event of a completion that is not stored yet.',
    labels: [],
  },
  pulls: {
    kind: 'gauge',
    name: 'modelyard_pulls',
    help: 'Downloads of the installation by state.',
    labels: ['state'],
  },
  circuits: {
    kind: 'gauge',
    name: 'modelyard_circuits',
    help: 'Models and keys of the installation that calls avoid after failures, by state: OPEN or HALF_OPEN.',
    labels: ['state'],
  },
  circuitOpenings: {
    kind: 'counter',
    name: 'modelyard_circuit_openings_total',
    help: 'Openings that this process has stored; target is model or key, error_type the last failure.',
    labels: ['target', 'error_type'],
  },
  transactions: {
    kind: 'gauge',
    name: 'modelyard_database_transactions',
    help: 'Transactions of this process that are running, and that wait for a connection.',
    labels: ['state'],
  },
  quotaRefusals: {
    kind: 'counter',
    name: 'modelyard_quota_refusals_total',
    help: 'Operations and WebSockets that were refused because a tenant or subject had reached a quota.',
    labels: ['quota'],
  },
  unreadableSecrets: {
    kind: 'gauge',
    name: 'modelyard_unreadable_secrets',
    help: 'Stored credentials that cannot be decrypted, checked at most every 10 minutes.',
    labels: [],
  },
} as const satisfies Readonly<Record<string, Definition>>;

export type MetricKey = keyof typeof definitions;
export type KeyOf<Kind extends Definition['kind']> = {
  [Key in MetricKey]: (typeof definitions)[Key]['kind'] extends Kind ? Key : never;
}[MetricKey];
export type LabelsOf<Key extends MetricKey> = Readonly<
  Record<(typeof definitions)[Key]['labels'][number], string>
>;

/** The table that `npm run metrics` prints. */
export function renderDefinitions(): string {
  const rows = Object.values(definitions).map(({ name, kind, labels, help }) => {
    const listed = labels.map((label) => `\`${label}\``).join(', ');
    return `| \`${name}\` | ${kind} | ${listed} | ${help} |`;
  });
  return ['| metric | type | labels | meaning |', '|---|---|---|---|', ...rows].join('\n');
}
