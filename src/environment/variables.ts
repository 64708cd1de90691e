import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { parseAllowList } from '../egress/allow-list.ts';
import { type QuotaName, quotaNames, quotas } from '../quota.ts';

/** One AES-256 key of the keyring. */
export interface EncryptionKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

const text = z.string().trim();

const hostName = text.regex(/^[^\s/]+$/, 'must be a host name or an IP address');

const portNumber = text
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((port) => port <= 65_535, 'must be at most 65535');

const quota = (initial: number) =>
  text
    .regex(/^\d{1,8}$/, 'must be a number, or 0 for no limit')
    .transform(Number)
    .default(initial);

type QuotaVariables = Record<`QUOTA_${QuotaName}`, ReturnType<typeof quota>>;

const quotaVariables = Object.fromEntries(
  quotaNames.map((name) => [`QUOTA_${name}`, quota(quotas[name].default)]),
) as QuotaVariables;

/** All environment variables. docs/configuration.md describes them. */
export const variables = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], 'must be production, development or test')
    .optional(),
  HOST: hostName.default('127.0.0.1'),
  PORT: portNumber.default(4000),
  METRICS_HOST: hostName.default('127.0.0.1'),
  METRICS_PORT: portNumber.optional(),
  CORS_ORIGINS: text
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .refine((entries) => entries.every(isOrigin), {
      error: ({ input }) => {
        const wrong = (input as string[]).findIndex((entry) => !isOrigin(entry)); // as transformed
        return `has an entry that is not an origin: number ${wrong + 1}; separate origins by commas, such as https://app.example.com or http://localhost:5173`;
      },
    })
    .default([]),
  SCHEMA_ACCESS: z
    .enum(['public', 'token', 'nobody'], 'must be public, token or nobody')
    .optional(),
  PERSISTED_DOCUMENTS_FILE: text.optional(),
  PERSISTED_DOCUMENTS: z.enum(['also', 'only'], 'must be also or only').default('also'),
  DATABASE_URL: text
    .refine((url) => /^postgres(?:ql)?:\/\//.test(url), {
      error: 'must begin with postgres:// or postgresql://',
      abort: true,
    })
    .refine((url) => URL.canParse(withHost(url)), {
      error:
        'is not a valid URL; encode special characters of the user and the password, such as # as %23, / as %2F and @ as %40',
      abort: true,
    })
    .refine(
      (url) => /^\/[^/]+/.test(URL.parse(withHost(url))?.pathname ?? ''),
      'must end with the name of the database, such as postgres://user:password@host/modelyard',
    )
    .optional(),
  DATABASE_POOL_SIZE: text
    .regex(/^\d{1,3}$/, 'must be a number of connections, from 1 to 500')
    .transform(Number)
    .refine((size) => size >= 1 && size <= 500, 'must be a number of connections, from 1 to 500')
    .default(10),
  DATABASE_WAIT_MS: text
    .regex(/^\d{1,5}$/, 'must be a number of milliseconds, from 0 to 99999')
    .transform(Number)
    .default(5_000),
  DATA_DIR: text.default('.data'),
  JWT_SECRET: z
    .string()
    .refine((secret) => Buffer.byteLength(secret) >= 32, {
      error: 'must have at least 32 bytes',
      abort: true,
    })
    .refine((secret) => new Set(secret).size >= 8, 'must have at least 8 different characters')
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
  JWT_MAX_AGE_SECONDS: text
    .regex(/^\d{1,9}$/, 'must be a number of seconds, or 0 for no limit')
    .transform(Number)
    .default(86_400),
  ENCRYPTION_KEYS: text.transform(parseEncryptionKeys).optional(),
  ENCRYPTION_KEYS_LOST: text
    .transform((list) => list.split(',').map((id) => id.trim()))
    .default([]),
  OLLAMA_BASE_URL: text
    .transform(withScheme)
    .refine(isPlainUrl, 'must be an http:// or https:// URL without credentials or query')
    .transform((url) => url.replace(/\/+$/, ''))
    .refine(
      (url) => !/\/(?:v1|api)$/.test(url),
      'must be the URL of Ollama without /v1 or /api, such as http://127.0.0.1:11434',
    )
    .default('http://127.0.0.1:11434'),
  OLLAMA_OPTIONAL: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .default(true),
  OLLAMA_REGISTRIES: text
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .refine(
      (entries) =>
        entries.every((entry) => /^(https?:\/\/)?[A-Za-z0-9_][\w.-]*(:\d{1,5})?$/.test(entry)),
      'must be hosts, separated by commas, such as hf.co or http://10.0.0.5:5000',
    )
    .default([]),
  OLLAMA_PULLS: text
    .regex(/^[1-9]\d?$/, 'must be a number of downloads, from 1 to 99')
    .transform(Number)
    .default(4),
  OLLAMA_MAX_CONTEXT_WINDOW: text
    .regex(/^\d{1,9}$/, 'must be a number of tokens, or 0 for no limit')
    .transform(Number)
    .default(131_072),
  OLLAMA_MAX_KEEP_ALIVE_SECONDS: text
    .regex(/^\d{1,7}$/, 'must be a number of seconds, or 0 for no limit')
    .transform(Number)
    .default(3_600),
  EGRESS_ALLOW: text.transform(parseAllowEntries).default([]),
  BUILTIN_MODELS_FILE: text.optional(),
  AUDIT_RETENTION_DAYS: text
    .regex(/^[1-9]\d{0,4}$/, 'must be a number of days, from 1 to 99999')
    .transform(Number)
    .default(365),
  CHAT_RETENTION_HOURS: text
    .regex(/^[1-9]\d{0,4}$/, 'must be a number of hours, from 1 to 99999')
    .transform(Number)
    .default(24),
  ...quotaVariables,
  SHUTDOWN_GRACE_SECONDS: text
    .regex(/^\d{1,4}$/, 'must be a number of seconds, from 0 to 9999')
    .transform(Number)
    .default(10),
  CONSOLE: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .default(true),
  LOG_LEVEL: z
    .enum(
      ['silent', 'error', 'warn', 'info', 'debug'],
      'must be silent, error, warn, info or debug',
    )
    .default('info'),
  LOG_FORMAT: z.enum(['pretty', 'json'], 'must be pretty or json').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: text
    .refine(isHttpUrl, 'must begin with http:// or https://')
    .optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: text
    .refine(isHttpUrl, 'must begin with http:// or https://')
    .optional(),
  OTEL_TRACES_SAMPLER_ARG: text
    .regex(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/, 'must be a number from 0 to 1')
    .transform(Number)
    .default(1),
});

export type Variables = z.output<typeof variables>;

function parseEncryptionKeys(list: string, context: z.RefinementCtx): EncryptionKey[] {
  const keys: EncryptionKey[] = [];
  const fault = (message: string) => context.addIssue({ code: 'custom', message });
  for (const [index, entry] of list.split(',').entries()) {
    const [, id, encoded] =
      /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})\s*$/.exec(entry) ?? [];
    const at = `entry ${index + 1}`;
    const key = Buffer.from(encoded ?? '', 'base64');
    if (id === undefined) fault(`${at} must be id:key, where the key is 32 bytes in base64`);
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
    context.addIssue({ code: 'custom', message: (error as Error).message }); // It contains the position, never the value.
  }
  return entries;
}

/** A private key is rejected, although its public key could be computed: it must not be here. */
function isOrigin(entry: string): boolean {
  return isHttpUrl(entry) && URL.parse(entry)?.origin === entry;
}

function isPublicKey(pem: string): boolean {
  try {
    // Node derives the public key of a private one, also of one after other blocks.
    return !/BEGIN [A-Z ]*PRIVATE KEY/.test(pem) && createPublicKey(pem).type === 'public';
  } catch {
    return false;
  }
}

function isJwksUrl(value: string): boolean {
  const url = URL.parse(value);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback);
}

/** Without a host after the user, the URL names a socket by its parameter `host`. */
function withHost(url: string): string {
  return url.replace('@/', '@localhost/');
}

/** A bare host is read as Ollama reads its own OLLAMA_HOST: plain HTTP, port 11434. */
function withScheme(value: string): string {
  const [, host, port = '11434'] = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i.exec(value) ?? [];
  return host === undefined ? value : `http://${host}:${port}`;
}

function isHttpUrl(value: string): boolean {
  return ['http:', 'https:'].includes(URL.parse(value)?.protocol ?? '');
}

function isPlainUrl(value: string): boolean {
  const url = URL.parse(value);
  if (url === null || !isHttpUrl(value)) return false;
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}
