import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { assertUsableDataDirectory } from './environment/data-directory.ts';
import { developmentSecrets } from './environment/development-secrets.ts';
import { readPersistedDocuments } from './environment/persisted-documents-file.ts';
import { unknownVariables } from './environment/unknown-variables.ts';
import { type EncryptionKey, type Variables, variables } from './environment/variables.ts';
import { type QuotaLimits, quotaNames } from './quota.ts';

/** The key that verifies tokens. It determines the algorithm; the token does not. */
export type JwtKey =
  | {
      readonly kind: 'secret';
      readonly secret: Uint8Array;
      /** Whether the secret was generated for development and is used only here. */
      readonly isGenerated?: boolean;
    }
  | { readonly kind: 'public-key'; readonly pem: string }
  | { readonly kind: 'jwks'; readonly url: string };

export interface JwtConfig {
  readonly key: JwtKey;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  readonly tenantClaim: string;
  /** Counted from `iat`; null without a limit. */
  readonly maxAgeSeconds: number | null;
}

/** The callers that may read the schema: all, only those with a token, or none. */
export type SchemaAccess = 'public' | 'token' | 'nobody';

/** The most that tenants and callers may request of Ollama, which all tenants share. */
export interface OllamaBounds {
  /** In tokens; null for no limit. */
  readonly contextWindow: number | null;
  /** In seconds; null for no limit. */
  readonly keepAliveSeconds: number | null;
}

/** All settings from environment variables. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  /** 0 selects a free port. */
  readonly port: number;
  /** Origins whose pages may send requests. */
  readonly corsOrigins: readonly string[];
  /** The address that serves metrics without a token; null for none. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** Null when no endpoint for traces is set. The exporter reads the endpoint itself. */
  readonly traces: {
    /** Share of the traces that begin here and are recorded, from 0 to 1. */
    readonly ratio: number;
  } | null;
  readonly schemaAccess: SchemaAccess;
  readonly persistedDocuments: {
    /** Documents by ID. */
    readonly documents: ReadonlyMap<string, string>;
    /** Whether other documents are rejected. */
    readonly only: boolean;
  };
  /** Absolute path of the directory for PGlite and for generated development secrets. */
  readonly dataDir: string;
  /** PostgreSQL connection string; null for PGlite in `dataDir`. */
  readonly databaseUrl: string | null;
  /** PostgreSQL connections that serve requests. The server reserves a few more for itself. */
  readonly databasePoolSize: number;
  /** How long an operation waits for a connection. */
  readonly databaseWaitMs: number;
  readonly jwt: JwtConfig;
  /** The first key encrypts, all keys decrypt. */
  readonly encryptionKeys: readonly EncryptionKey[];
  /** IDs of keys that are permanently lost, together with the secrets that need them. */
  readonly lostKeyIds: readonly string[];
  readonly ollama: {
    readonly baseUrl: string;
    readonly optional: boolean;
    /** Registries that models can be downloaded from, in addition to Ollama's own. */
    readonly registries: readonly string[];
    /** Downloads that this process runs at a time. */
    readonly pulls: number;
    readonly bounds: OllamaBounds;
  };
  /** Private destinations that remote models may use: hosts, host:port or CIDRs. */
  readonly egressAllow: readonly string[];
  /** Null when there is no file of built-in models. */
  readonly builtinModels: {
    /** Absolute path. */
    readonly file: string;
    /** Variables that its values can contain: the environment without Modelyard's own variables. */
    readonly variables: Readonly<Record<string, string | undefined>>;
  } | null;
  /** How long audit events are stored. */
  readonly auditRetentionDays: number;
  /** How long the events of completions are stored, for clients that reconnect. */
  readonly chatRetentionHours: number;
  readonly quotas: QuotaLimits;
  /** How long running completions may continue when the server stops. */
  readonly shutdownGraceSeconds: number;
  /** Whether the console is served at `/`. */
  readonly console: boolean;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly logFormat: 'pretty' | 'json';
}

/** The environment is invalid. The errors name variables, and never contain a value. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

export interface LoadedConfig {
  readonly config: Config;
  /** Possible mistakes that do not stop the start. */
  readonly warnings: readonly string[];
  /** Messages about actions of the start, such as generating secrets. */
  readonly notices: readonly string[];
}

/**
 * Reads the environment variables; no other code does. Outside production, missing secrets are
 * generated once and stored in the data directory.
 *
 * @param overrides variables that a command-line argument has set.
 * @throws ConfigError listing all errors.
 */
export function loadConfig(
  environment: NodeJS.ProcessEnv = process.env,
  overrides: Readonly<Record<string, string>> = {},
): LoadedConfig {
  const given = Object.fromEntries(
    Object.entries({ ...environment, ...overrides }).filter(
      ([, value]) => value !== undefined && value.trim() !== '',
    ),
  );
  const parsed = variables.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
  faults.push(...crossFaults(given));
  if (parsed.success) faults.push(...portFaults(parsed.data));
  const { DATABASE_URL } = { ...environment, ...overrides };
  const isProduction = given['NODE_ENV'] === 'production';
  if (isProduction && DATABASE_URL?.trim() === '') {
    faults.push('DATABASE_URL is empty; set it, or remove it to use the embedded database');
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const { config, notices } = assemble(parsed.data, given);
  const warnings = unknownVariables(given, Object.keys(variables.shape));
  if (isProduction && config.databaseUrl === null) {
    warnings.push(
      'DATABASE_URL is not set: the server uses the embedded database in DATA_DIR, which only one process can open.',
    );
  }
  const protocol =
    given['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] ?? given['OTEL_EXPORTER_OTLP_PROTOCOL'];
  if (config.traces !== null && protocol === 'grpc') {
    warnings.push(
      'OTEL_EXPORTER_OTLP_PROTOCOL is grpc, but the server sends traces over HTTP; set the endpoint to the HTTP port of the collector, usually 4318.',
    );
  }
  return { config, notices, warnings };
}

/** Rules about more than one variable. */
function crossFaults(given: NodeJS.ProcessEnv): string[] {
  const faults: string[] = [];
  const keys = ['JWT_SECRET', 'JWT_JWKS_URL', 'JWT_PUBLIC_KEY'].filter((name) => name in given);
  if (keys.length > 1)
    faults.push(`${keys.join(' and ')} cannot be combined; set only one of them`);
  if (given['PERSISTED_DOCUMENTS'] === 'only' && !('PERSISTED_DOCUMENTS_FILE' in given)) {
    faults.push('PERSISTED_DOCUMENTS_FILE must be set with PERSISTED_DOCUMENTS=only');
  }
  if ('METRICS_HOST' in given && !('METRICS_PORT' in given)) {
    faults.push('METRICS_PORT must be set with METRICS_HOST');
  }
  if (given['NODE_ENV'] !== 'production') return faults;
  if (keys.length === 0) {
    faults.push('JWT_SECRET, JWT_JWKS_URL or JWT_PUBLIC_KEY must be set in production');
  }
  if (!('ENCRYPTION_KEYS' in given)) faults.push('ENCRYPTION_KEYS must be set in production');
  return faults;
}

function portFaults({ HOST, PORT, METRICS_HOST, METRICS_PORT }: Variables): string[] {
  const isShared = [HOST, METRICS_HOST].some((host) => host === '0.0.0.0' || host === '::');
  if (METRICS_PORT !== PORT || PORT === 0 || (!isShared && HOST !== METRICS_HOST)) return [];
  return [`METRICS_PORT must differ from PORT, which is ${PORT}`];
}

function assemble(set: Variables, given: NodeJS.ProcessEnv): { config: Config; notices: string[] } {
  const dataDir = resolve(set.DATA_DIR);
  const notices: string[] = [];
  const made = () => {
    const secrets = developmentSecrets(dataDir);
    const notice = `Development secrets are stored in ${secrets.file}; set JWT_SECRET and ENCRYPTION_KEYS in production.`;
    if (!notices.includes(notice)) notices.push(notice);
    return secrets;
  };
  try {
    const isUsed =
      set.DATABASE_URL === undefined || jwtKey(set) === null || set.ENCRYPTION_KEYS === undefined;
    if (isUsed) assertUsableDataDirectory(dataDir);
    const config: Config = {
      production: set.NODE_ENV === 'production',
      host: set.HOST,
      port: set.PORT,
      corsOrigins: set.CORS_ORIGINS,
      metrics:
        set.METRICS_PORT === undefined ? null : { host: set.METRICS_HOST, port: set.METRICS_PORT },
      persistedDocuments: persistedDocuments(set),
      schemaAccess: set.SCHEMA_ACCESS ?? (set.NODE_ENV === 'production' ? 'token' : 'public'),
      traces: hasTracesEndpoint(set) ? { ratio: set.OTEL_TRACES_SAMPLER_ARG } : null,
      dataDir,
      databaseUrl: set.DATABASE_URL ?? null,
      databasePoolSize: set.DATABASE_POOL_SIZE,
      databaseWaitMs: set.DATABASE_WAIT_MS,
      jwt: {
        key: jwtKey(set) ?? { kind: 'secret', secret: made().jwtSecret, isGenerated: true },
        issuer: set.JWT_ISSUER,
        audience: set.JWT_AUDIENCE,
        tenantClaim: set.JWT_TENANT_CLAIM,
        maxAgeSeconds: set.JWT_MAX_AGE_SECONDS === 0 ? null : set.JWT_MAX_AGE_SECONDS,
      },
      encryptionKeys: set.ENCRYPTION_KEYS ?? [made().encryptionKey],
      lostKeyIds: set.ENCRYPTION_KEYS_LOST,
      ollama: {
        baseUrl: set.OLLAMA_BASE_URL,
        optional: set.OLLAMA_OPTIONAL,
        registries: set.OLLAMA_REGISTRIES,
        pulls: set.OLLAMA_PULLS,
        bounds: {
          contextWindow: set.OLLAMA_MAX_CONTEXT_WINDOW || null,
          keepAliveSeconds: set.OLLAMA_MAX_KEEP_ALIVE_SECONDS || null,
        },
      },
      egressAllow: set.EGRESS_ALLOW,
      builtinModels: builtinModels(set, given),
      auditRetentionDays: set.AUDIT_RETENTION_DAYS,
      chatRetentionHours: set.CHAT_RETENTION_HOURS,
      quotas: quotaLimits(set),
      shutdownGraceSeconds: set.SHUTDOWN_GRACE_SECONDS,
      console: set.CONSOLE,
      logLevel: set.LOG_LEVEL,
      logFormat: set.LOG_FORMAT ?? (process.stderr.isTTY ? 'pretty' : 'json'),
    };
    return { config, notices };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([
      `DATA_DIR ${error instanceof Error ? error.message : 'cannot be used'}`,
    ]);
  }
}

function quotaLimits(set: Variables): QuotaLimits {
  return Object.fromEntries(
    quotaNames.map((name) => [name, set[`QUOTA_${name}`] === 0 ? null : set[`QUOTA_${name}`]]),
  ) as QuotaLimits;
}

function hasTracesEndpoint(set: Variables): boolean {
  const endpoint = set.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? set.OTEL_EXPORTER_OTLP_ENDPOINT;
  return endpoint !== undefined;
}

function builtinModels(set: Variables, given: NodeJS.ProcessEnv): Config['builtinModels'] {
  if (set.BUILTIN_MODELS_FILE === undefined) return null;
  const others = Object.entries(given).filter(([name]) => !Object.hasOwn(variables.shape, name));
  const file = resolve(set.BUILTIN_MODELS_FILE);
  assertReadable('BUILTIN_MODELS_FILE', file);
  return { file, variables: Object.fromEntries(others) };
}

function persistedDocuments(set: Variables): Config['persistedDocuments'] {
  const { PERSISTED_DOCUMENTS_FILE: file, PERSISTED_DOCUMENTS: mode } = set;
  try {
    const documents = file === undefined ? new Map() : readPersistedDocuments(resolve(file));
    return { documents, only: mode === 'only' };
  } catch (error) {
    throw new ConfigError([`PERSISTED_DOCUMENTS_FILE ${(error as Error).message}`]); // It throws only Error.
  }
}

function assertReadable(name: string, file: string): void {
  try {
    accessSync(file, constants.R_OK);
    if (statSync(file).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ConfigError([
      `${name} cannot be read (${code}); correct the path, or remove the setting`,
    ]);
  }
}

function jwtKey(set: Variables): JwtKey | null {
  if (set.JWT_SECRET !== undefined) {
    return { kind: 'secret', secret: new TextEncoder().encode(set.JWT_SECRET) };
  }
  if (set.JWT_PUBLIC_KEY !== undefined) return { kind: 'public-key', pem: set.JWT_PUBLIC_KEY };
  return set.JWT_JWKS_URL === undefined ? null : { kind: 'jwks', url: set.JWT_JWKS_URL };
}
