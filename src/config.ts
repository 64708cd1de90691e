import { createPublicKey } from 'node:crypto';
import { resolve } from 'node:path';
import { z } from 'zod';
import { developmentSecrets } from './development-secrets.ts';
import { parseAllowList } from './egress/allow-list.ts';
import { unknownVariables } from './unknown-variables.ts';

/** How tokens are verified. What is configured fixes the algorithm; the token has no say. */
export type JwtKey =
  | { readonly kind: 'secret'; readonly secret: Uint8Array }
  | { readonly kind: 'public-key'; readonly pem: string }
  | { readonly kind: 'jwks'; readonly url: string };

export interface JwtConfig {
  readonly key: JwtKey;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  readonly tenantClaim: string;
}

/** One AES-256 key of the keyring. */
export interface EncryptionKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** Everything the process takes from its environment. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Absolute path of the directory for PGlite and for secrets made in development. */
  readonly dataDir: string;
  /** PostgreSQL connection string; null means PGlite in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly jwt: JwtConfig;
  /** The first seals, all open. */
  readonly encryptionKeys: readonly EncryptionKey[];
  readonly ollama: { readonly baseUrl: string; readonly optional: boolean };
  /** Hosts, host:port or CIDRs that remote models may reach although private. */
  readonly egressAllow: readonly string[];
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

/** The environment cannot be used. Faults name variables, and never repeat a value. */
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
  /** What looks like a mistake, yet does not keep the server from starting. */
  readonly warnings: readonly string[];
  /** What was done on the way, such as making secrets. */
  readonly notices: readonly string[];
}

const text = z.string().trim();
const optionalUrl = (protocols: readonly string[], message: string) =>
  text.refine((value) => protocols.includes(URL.parse(value)?.protocol ?? ''), message).optional();

/** Every variable, in the order in which the README lists them. */
const variables = z.object({
  NODE_ENV: text.optional(),
  HOST: text.regex(/^[^\s/]+$/, 'must be a host name or address').default('127.0.0.1'),
  PORT: text
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be at most 65535')
    .default(4000),
  DATABASE_URL: optionalUrl(
    ['postgres:', 'postgresql:'],
    'must begin with postgres:// or postgresql://',
  ),
  DATA_DIR: text.default('.data'),
  JWT_SECRET: z
    .string()
    .refine((secret) => Buffer.byteLength(secret) >= 32, {
      error: 'must have at least 32 bytes',
      abort: true,
    })
    .refine((secret) => new Set(secret).size >= 8, 'repeats itself too much to be a secret')
    .optional(),
  JWT_JWKS_URL: text
    .refine(isJwksUrl, 'must begin with https:// (http:// for loopback)')
    .optional(),
  JWT_PUBLIC_KEY: text
    .transform((pem) => pem.replaceAll('\\n', '\n'))
    .refine(isPublicKey, 'must be a public key in PEM form')
    .optional(),
  JWT_ISSUER: text.optional(),
  JWT_AUDIENCE: text.optional(),
  JWT_TENANT_CLAIM: text.default('tenant_id'),
  ENCRYPTION_KEYS: text.transform(parseEncryptionKeys).optional(),
  OLLAMA_BASE_URL: text
    .refine(isPlainUrl, 'must be an http:// or https:// address without credentials or query')
    .transform((url) => url.replace(/\/+$/, ''))
    .default('http://127.0.0.1:11434'),
  OLLAMA_OPTIONAL: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .default(true),
  EGRESS_ALLOW: text.transform(parseAllowEntries).default([]),
  LOG_LEVEL: z
    .enum(
      ['silent', 'error', 'warn', 'info', 'debug'],
      'must be silent, error, warn, info or debug',
    )
    .default('info'),
});

type Variables = z.output<typeof variables>;

/**
 * Reads the environment; the only place that does. Outside production, secrets that are missing
 * are made once and kept in the data directory.
 *
 * @throws ConfigError listing every fault at once.
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): LoadedConfig {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = variables.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
  faults.push(...crossFaults(given));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const { config, notices } = assemble(parsed.data);
  return { config, notices, warnings: unknownVariables(given, Object.keys(variables.shape)) };
}

/** Rules about more than one variable. */
function crossFaults(given: NodeJS.ProcessEnv): string[] {
  const faults: string[] = [];
  const keys = ['JWT_SECRET', 'JWT_JWKS_URL', 'JWT_PUBLIC_KEY'].filter((name) => name in given);
  if (keys.length > 1) faults.push(`${keys.join(' and ')} exclude each other; set one of them`);
  if (given['NODE_ENV'] !== 'production') return faults;
  if (keys.length === 0) {
    faults.push('JWT_SECRET, JWT_JWKS_URL or JWT_PUBLIC_KEY must be set in production');
  }
  if (!('ENCRYPTION_KEYS' in given)) faults.push('ENCRYPTION_KEYS must be set in production');
  return faults;
}

function assemble(set: Variables): { config: Config; notices: string[] } {
  const dataDir = resolve(set.DATA_DIR);
  const notices: string[] = [];
  const made = () => {
    const secrets = developmentSecrets(dataDir);
    const notice = `Secrets for development are kept in ${secrets.file}; production needs its own.`;
    if (!notices.includes(notice)) notices.push(notice);
    return secrets;
  };
  try {
    const config: Config = {
      production: set.NODE_ENV === 'production',
      host: set.HOST,
      port: set.PORT,
      dataDir,
      databaseUrl: set.DATABASE_URL ?? null,
      jwt: {
        key: jwtKey(set) ?? { kind: 'secret', secret: made().jwtSecret },
        issuer: set.JWT_ISSUER,
        audience: set.JWT_AUDIENCE,
        tenantClaim: set.JWT_TENANT_CLAIM,
      },
      encryptionKeys: set.ENCRYPTION_KEYS ?? [made().encryptionKey],
      ollama: { baseUrl: set.OLLAMA_BASE_URL, optional: set.OLLAMA_OPTIONAL },
      egressAllow: set.EGRESS_ALLOW,
      logLevel: set.LOG_LEVEL,
    };
    return { config, notices };
  } catch (error) {
    throw new ConfigError([`DATA_DIR ${error instanceof Error ? error.message : 'is unusable'}`]);
  }
}

function jwtKey(set: Variables): JwtKey | null {
  if (set.JWT_SECRET !== undefined) {
    return { kind: 'secret', secret: new TextEncoder().encode(set.JWT_SECRET) };
  }
  if (set.JWT_PUBLIC_KEY !== undefined) return { kind: 'public-key', pem: set.JWT_PUBLIC_KEY };
  return set.JWT_JWKS_URL === undefined ? null : { kind: 'jwks', url: set.JWT_JWKS_URL };
}

function parseEncryptionKeys(list: string, context: z.RefinementCtx): EncryptionKey[] {
  const keys: EncryptionKey[] = [];
  const fault = (message: string) => context.addIssue({ code: 'custom', message });
  for (const [index, entry] of list.split(',').entries()) {
    const [, id, encoded] =
      /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})\s*$/.exec(entry) ?? [];
    const at = `entry ${index + 1}`;
    const key = Buffer.from(encoded ?? '', 'base64');
    if (id === undefined) fault(`${at} must be id:key, the key being 32 bytes in base64`);
    else if (key.length !== 32) fault(`${at} must have a key of 32 bytes`);
    else if (new Set(key).size < 8) fault(`${at} has a key that is not random`);
    else if (keys.some((other) => other.id === id)) fault(`${at} repeats the id of another`);
    else keys.push({ id, key });
  }
  return keys;
}

function parseAllowEntries(list: string, context: z.RefinementCtx): string[] {
  const entries = list.split(',').map((entry) => entry.trim());
  try {
    parseAllowList(entries);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message }); // it names the entry only
  }
  return entries;
}

function isPublicKey(pem: string): boolean {
  try {
    return pem.startsWith('-----BEGIN') && createPublicKey(pem).type === 'public';
  } catch {
    return false;
  }
}

function isJwksUrl(value: string): boolean {
  const url = URL.parse(value);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback);
}

function isPlainUrl(value: string): boolean {
  const url = URL.parse(value);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return false;
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}
