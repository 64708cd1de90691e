import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../src/config.ts';
import { variables } from '../src/environment/variables.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'modelyard-config-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const secret = 'canary-0123456789-abcdefghijklmnop';
const key = Buffer.from(new Uint8Array(32).map((_, index) => index * 5)).toString('base64');
const pem = generateKeyPairSync('ed25519')
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();

const privatePem = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

const ecPem = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'sec1', format: 'pem' })
  .toString();

const load = (environment: NodeJS.ProcessEnv) => loadConfig({ DATA_DIR: dataDir, ...environment });

function faultsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    load(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

test('an empty environment is enough for development', () => {
  const { config, notices, warnings } = load({});
  expect(config).toMatchObject({
    production: false,
    host: '127.0.0.1',
    port: 4000,
    databaseUrl: null,
    databasePoolSize: 10,
    dataDir,
    jwt: { key: { kind: 'secret' }, tenantClaim: 'tenant_id', maxAgeSeconds: 86_400 },
    ollama: { baseUrl: 'http://127.0.0.1:11434', optional: true, registries: [] },
    egressAllow: [],
    logLevel: 'info',
  });
  expect(notices).toEqual([expect.stringContaining(dataDir)]);
  expect(warnings).toEqual([]);
});

test('every setting can be set', () => {
  const { config, notices } = load({
    NODE_ENV: 'production',
    HOST: '::',
    PORT: '8080',
    DATABASE_URL: 'postgres://user:canary@db/modelyard',
    DATABASE_POOL_SIZE: '500',
    JWT_PUBLIC_KEY: pem.replaceAll('\n', '\\n'),
    JWT_ISSUER: 'https://id.example',
    JWT_AUDIENCE: 'modelyard',
    JWT_TENANT_CLAIM: 'org',
    JWT_MAX_AGE_SECONDS: '0',
    ENCRYPTION_KEYS: `2026:${key}, 2025:${key}`,
    OLLAMA_BASE_URL: 'http://ollama:11434/',
    OLLAMA_OPTIONAL: 'false',
    OLLAMA_REGISTRIES: 'hf.co, http://10.0.0.5:5000',
    EGRESS_ALLOW: 'vllm.internal, 10.0.0.5:8000, 10.1.0.0/16, [fd00::1]:8000, fd00::/8',
    LOG_LEVEL: 'warn',
  });
  expect(config).toMatchObject({
    production: true,
    port: 8080,
    databasePoolSize: 500,
    jwt: {
      key: { kind: 'public-key', pem },
      issuer: 'https://id.example',
      tenantClaim: 'org',
      maxAgeSeconds: null,
    },
    encryptionKeys: [{ id: '2026' }, { id: '2025' }],
    ollama: {
      baseUrl: 'http://ollama:11434',
      optional: false,
      registries: ['hf.co', 'http://10.0.0.5:5000'],
    },
  });
  expect(config.egressAllow).toHaveLength(5);
  expect(notices).toEqual([]);
});

test('an empty variable counts as not set', () => {
  expect(load({ PORT: ' ', JWT_SECRET: '', EGRESS_ALLOW: '' }).config.port).toBe(4000);
});

test.each([
  ['PORT', '65536'],
  ['PORT', 'canary'],
  ['HOST', 'canary host'],
  ['DATABASE_URL', 'mysql://canary'],
  ['DATABASE_POOL_SIZE', '0'],
  ['DATABASE_POOL_SIZE', '501'],
  ['DATABASE_POOL_SIZE', 'canary'],
  ['JWT_SECRET', 'canary'],
  ['JWT_SECRET', 'c'.repeat(64)],
  ['JWT_JWKS_URL', 'http://canary.example/jwks'],
  ['JWT_PUBLIC_KEY', 'canary'],
  ['JWT_MAX_AGE_SECONDS', 'canary'],
  ['JWT_MAX_AGE_SECONDS', '-1'],
  ['ENCRYPTION_KEYS', 'canary'],
  ['ENCRYPTION_KEYS', 'a:Y2FuYXJ5'],
  ['ENCRYPTION_KEYS', `a:${Buffer.alloc(32).toString('base64')}`],
  ['ENCRYPTION_KEYS', `a:${key},a:${key}`],
  ['OLLAMA_BASE_URL', 'http://user:canary@ollama'],
  ['OLLAMA_OPTIONAL', 'canary'],
  ['OLLAMA_REGISTRIES', 'https://canary/path'],
  ['OLLAMA_REGISTRIES', 'hf.co,,x'],
  ['OLLAMA_REGISTRIES', 'user:canary@hf.co'],
  ['EGRESS_ALLOW', 'ok.example, canary/canary'],
  ['LOG_LEVEL', 'canary'],
])('%s=%s is refused by name, and not repeated', (name, value) => {
  const faults = faultsOf({ [name]: value });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(new RegExp(`^${name} `));
  expect(faults[0]).not.toMatch(/canary|Y2Fu/);
});

test.each([
  ['localhost:11434', 'http://localhost:11434'],
  ['localhost', 'http://localhost:11434'],
  ['10.0.0.7:8080', 'http://10.0.0.7:8080'],
  ['[::1]', 'http://[::1]:11434'],
  ['https://ollama.example/', 'https://ollama.example'],
])('OLLAMA_BASE_URL=%s is understood', (OLLAMA_BASE_URL, baseUrl) => {
  expect(load({ OLLAMA_BASE_URL }).config.ollama.baseUrl).toBe(baseUrl);
});

const codes = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

describe('the table of docs/configuration.md', () => {
  const page = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (`[A-Z_`, ]+`) \| .* \| (.*) ?\| (.*) ?\|$/gm)].flatMap(
    ([, names = '', values = '', defaults = '']) =>
      codes(names).map((name, index) => ({
        name,
        values,
        initial: defaults.includes('`') ? (codes(defaults)[index] ?? null) : null,
      })),
  );

  test('lists every setting with its default', () => {
    const initial: Record<string, unknown> = variables.parse({});
    const expected = Object.keys(variables.shape).map((name) => {
      const value = initial[name];
      const isSet = value !== undefined && !(Array.isArray(value) && value.length === 0);
      return [name, isSet ? `${value}` : null] as const;
    });
    const documented = rows.map((row) => [row.name, row.initial] as const);
    expect(documented.toSorted(byName)).toEqual(expected.toSorted(byName));
  });

  const isAccepted = (name: string, value: string) => {
    const { error } = variables.safeParse({ [name]: value });
    return error === undefined;
  };

  test.each(rows.filter(({ values }) => / to /.test(values)))(
    '$name accepts $values, and nothing outside',
    ({ name, values }) => {
      const [min = Number.NaN, max = Number.NaN] = values.split(' to ').map(Number);
      const accepted = [min, max].map((value) => isAccepted(name, `${value}`));
      const outside = [min - 1, max + 1, 'x'].map((value) => isAccepted(name, `${value}`));
      expect({ accepted, outside }).toEqual({
        accepted: [true, true],
        outside: [false, false, false],
      });
    },
  );

  test.each(rows.filter(({ values }) => values.includes('`')))(
    '$name accepts $values, and nothing else',
    ({ name, values }) => {
      expect(codes(values).filter((value) => !isAccepted(name, value))).toEqual([]);
      expect(isAccepted(name, 'something else')).toBe(false);
    },
  );

  test('has a range for every number', () => {
    const numbers = Object.entries(variables.parse({})).filter(
      ([, value]) => typeof value === 'number',
    );
    const ranged = new Set(
      rows.filter(({ values }) => / to /.test(values)).map(({ name }) => name),
    );
    expect(numbers.map(([name]) => name).filter((name) => !ranged.has(name))).toEqual([]);
  });
});

const byName = ([a = '']: readonly unknown[], [b = '']: readonly unknown[]) =>
  String(a).localeCompare(String(b));

test('all faults are reported together', () => {
  const faults = faultsOf({ PORT: 'x', LOG_LEVEL: 'x', JWT_SECRET: 'x', OLLAMA_OPTIONAL: 'x' });
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
    'PORT',
    'JWT_SECRET',
    'OLLAMA_OPTIONAL',
    'LOG_LEVEL',
  ]);
});

test('settings for different ways to verify tokens exclude each other', () => {
  expect(faultsOf({ JWT_SECRET: secret, JWT_PUBLIC_KEY: pem })).toEqual([
    expect.stringMatching(/^JWT_SECRET and JWT_PUBLIC_KEY cannot be combined/),
  ]);
});

test('production generates no secrets', () => {
  expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
    expect.stringMatching(/^JWT_SECRET, JWT_JWKS_URL or JWT_PUBLIC_KEY must be set/),
    expect.stringMatching(/^ENCRYPTION_KEYS must be set/),
  ]);
});

test('a variable whose name resembles a setting causes a warning', () => {
  const given = {
    JWT_SECRETS: 'x',
    EGRESS_ALLOWED: 'x',
    OLLAMA_MODELS: 'x',
    PATH: 'x',
    OLLAMA_BASE_URI: 'x',
  };
  expect(load(given).warnings.map((warning) => warning.split(' ')[0])).toEqual([
    'JWT_SECRETS',
    'EGRESS_ALLOWED',
    'OLLAMA_BASE_URI',
  ]);
  expect(load({ OLLAMA_HOST: '0.0.0.0' }).warnings).toEqual([
    expect.stringContaining('OLLAMA_BASE_URL'),
  ]);
});

describe('secrets for development', () => {
  const file = join(dataDir, 'secrets.json');

  test('are generated once, in a file that only its owner can read', () => {
    const first = load({}).config;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(load({}).config).toEqual(first);
    expect(readFileSync(file, 'utf8')).not.toContain('\n');
  });

  test.each([
    ['that others may read', () => chmodSync(file, 0o644), () => chmodSync(file, 0o600)],
    ['that are damaged', () => writeFileSync(file, '{"jwtSecret":"canary"}'), () => rmSync(file)],
  ])('%s are refused', (_name, harm, mend) => {
    load({});
    harm();
    expect(faultsOf({})).toEqual([expect.stringMatching(/^DATA_DIR has a/)]);
    expect(faultsOf({ JWT_SECRET: secret, ENCRYPTION_KEYS: `a:${key}` })).toEqual([]);
    mend();
  });
});

test.each([
  [{ DATABASE_URL: 'mysql://host/db' }, 'DATABASE_URL must begin with postgres://'],
  [{ DATABASE_URL: 'postgres://u:a#b@host/db' }, 'DATABASE_URL is not a valid URL; encode special'],
  [{ DATABASE_URL: 'postgres://u@host' }, 'DATABASE_URL must end with the name of the database'],
  [{ DATABASE_URL: '', NODE_ENV: 'production' }, 'DATABASE_URL is empty; set it, or remove it'],
  [{ NODE_ENV: 'prod' }, 'NODE_ENV must be production, development or test'],
  [{ PORT: '4100', METRICS_PORT: '4100' }, 'METRICS_PORT must differ from PORT, which is 4100'],
  [{ METRICS_PORT: '04000' }, 'METRICS_PORT must differ from PORT, which is 4000'],
  [
    { METRICS_PORT: '4000', METRICS_HOST: '10.0.0.1', HOST: '::' },
    'METRICS_PORT must differ from PORT, which is 4000',
  ],
  [{ METRICS_HOST: '10.0.0.1' }, 'METRICS_PORT must be set with METRICS_HOST'],
  [{ JWT_PUBLIC_KEY: privatePem }, 'JWT_PUBLIC_KEY must be a public key in PEM form'],
  [
    { JWT_PUBLIC_KEY: `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n${ecPem}` },
    'JWT_PUBLIC_KEY must be a public key in PEM form',
  ],
  [
    { CORS_ORIGINS: 'https://app.example.com, http://localhost:5173/' },
    'CORS_ORIGINS has an entry that is not an origin: number 2; separate origins by commas, such as https://app.example.com or http://localhost:5173',
  ],
  [
    { OLLAMA_BASE_URL: 'http://ollama:11434/v1/' },
    'OLLAMA_BASE_URL must be the URL of Ollama without /v1 or /api, such as http://127.0.0.1:11434',
  ],
])('%j is rejected', (environment, fault) => {
  expect(faultsOf(environment).some((found) => found.startsWith(fault))).toBe(true);
});

test.each(['postgres://u@/db?host=/run/postgresql', 'postgresql://u:p%23@[::1]:5432/db'])(
  'the database %s is accepted',
  (DATABASE_URL) => {
    expect(load({ DATABASE_URL }).config.databaseUrl).toBe(DATABASE_URL);
  },
);

test('in production, the embedded database is used with a warning', () => {
  const { warnings } = load({
    NODE_ENV: 'production',
    JWT_SECRET: secret,
    ENCRYPTION_KEYS: `k1:${key}`,
  });
  expect(warnings).toEqual([expect.stringContaining('DATABASE_URL is not set')]);
});

test('metrics and operations can have one port on different addresses', () => {
  const ports = { HOST: '10.0.0.1', PORT: '4100', METRICS_PORT: '4100' };
  expect(faultsOf(ports)).toEqual([]);
});

test('a warning says that traces are not sent over gRPC', () => {
  const grpc = { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' };
  expect(load(grpc).warnings).toEqual([]);
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4317' };
  expect(load({ ...grpc, ...endpoint }).warnings).toEqual([
    expect.stringMatching(/^OTEL_EXPORTER_OTLP_PROTOCOL is grpc, but .* HTTP/),
  ]);
});

test('a persisted document that is not GraphQL is named', () => {
  const file = join(dataDir, 'documents.json');
  writeFileSync(file, JSON.stringify({ good: '{ viewer { tenantId } }', bad: '{ viewer ' }));
  expect(faultsOf({ PERSISTED_DOCUMENTS_FILE: file })).toEqual([
    expect.stringMatching(
      /^PERSISTED_DOCUMENTS_FILE has an invalid document with the ID bad \(Syntax/,
    ),
  ]);
});
