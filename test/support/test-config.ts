import type { Config } from '../../src/config.ts';
import { type QuotaLimits, type QuotaName, quotaNames, quotas } from '../../src/quota.ts';

export const testSecret = new TextEncoder().encode(
  'a secret of the tests, of thirty-two bytes and more',
);

export interface TestConfigOptions {
  readonly ollamaUrl?: string;
  readonly ollamaOptional?: boolean;
  readonly ollamaRegistries?: readonly string[];
  readonly egressAllow?: readonly string[];
  readonly production?: boolean;
  readonly host?: string;
  /** @default the secret of the tests, with which `TestApp.as` signs */
  readonly jwtKey?: Config['jwt']['key'];
  readonly jwtIssuer?: string;
  readonly builtinModels?: Config['builtinModels'];
  readonly encryptionKeys?: Config['encryptionKeys'];
  readonly shutdownGraceSeconds?: number;
  readonly lostKeyIds?: readonly string[];
  readonly databasePoolSize?: number;
  readonly databaseWaitMs?: number;
  readonly ollamaPulls?: number;
  readonly ollamaBounds?: Config['ollama']['bounds'];
  readonly corsOrigins?: readonly string[];
  readonly schemaAccess?: Config['schemaAccess'];
  readonly persistedDocuments?: Config['persistedDocuments'];
  readonly console?: boolean;
  /** @default the defaults, without a limit of operations per second */
  readonly quotas?: Partial<QuotaLimits>;
}

/** A key that is different for each ID. */
export function testKey(id: string): Config['encryptionKeys'][number] {
  const start = Buffer.from(id).reduce((sum, byte) => sum + byte, 0);
  return { id, key: new Uint8Array(32).map((_, index) => index * 7 + start) };
}

/** The default quotas, without a limit of operations per second. */
export function testQuotas(others: Partial<QuotaLimits> = {}): QuotaLimits {
  const defaults = Object.fromEntries(quotaNames.map((name) => [name, quotas[name].default]));
  const unlimited = { TENANT_OPERATIONS: null, SUBJECT_OPERATIONS: null };
  return { ...(defaults as Record<QuotaName, number>), ...unlimited, ...others };
}

/** A configuration for tests. */
export function testConfig(options: TestConfigOptions = {}): Config {
  return {
    production: options.production ?? false,
    host: options.host ?? '127.0.0.1',
    port: 0,
    corsOrigins: options.corsOrigins ?? [],
    metrics: null,
    traces: null,
    persistedDocuments: options.persistedDocuments ?? { documents: new Map(), only: false },
    schemaAccess: options.schemaAccess ?? (options.production ? 'token' : 'public'),
    dataDir: '/nonexistent',
    databaseUrl: null,
    databasePoolSize: options.databasePoolSize ?? 10,
    databaseWaitMs: options.databaseWaitMs ?? 5_000,
    jwt: {
      key: options.jwtKey ?? { kind: 'secret', secret: testSecret },
      issuer: options.jwtIssuer,
      audience: undefined,
      tenantClaim: 'tenant_id',
      maxAgeSeconds: 86_400,
    },
    encryptionKeys: options.encryptionKeys ?? [testKey('test')],
    lostKeyIds: options.lostKeyIds ?? [],
    ollama: {
      baseUrl: options.ollamaUrl ?? 'http://127.0.0.1:9',
      optional: options.ollamaOptional ?? true,
      registries: options.ollamaRegistries ?? [],
      pulls: options.ollamaPulls ?? 4,
      bounds: options.ollamaBounds ?? { contextWindow: 131_072, keepAliveSeconds: 3_600 },
    },
    egressAllow: options.egressAllow ?? ['127.0.0.1'],
    builtinModels: options.builtinModels ?? null,
    auditRetentionDays: 365,
    chatRetentionHours: 24,
    quotas: testQuotas(options.quotas),
    shutdownGraceSeconds: options.shutdownGraceSeconds ?? 0,
    console: options.console ?? true,
    logLevel: 'silent',
    logFormat: 'json',
  };
}
