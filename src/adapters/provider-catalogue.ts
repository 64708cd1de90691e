import {
  type ModelCapability,
  type ModelType,
  modelTypes,
  type ThinkingControl,
} from '../domain.ts';
import { commonDialect, type Dialect, ollamaDialect, samplerOptions } from './dialect.ts';
import type { DialectOverrides, ProtocolName, Provider } from './provider.ts';
import { type ProviderRow, providerRows } from './provider-rows.ts';

/** All providers, in the order in which user interfaces show them. */
export const providers: readonly Provider[] = providerRows.map((row) => ({
  id: row.id,
  name: row.name,
  protocol: row.protocol ?? 'openai',
  requiresCredential: row.requiresCredential ?? true,
  documentationUrl: row.documentationUrl ?? null,
  apiKeyHeader: row.apiKeyHeader ?? 'authorization',
  generalBaseUrl: Object.values(row.serves)[0] ?? null,
  listing: row.listing ?? {},
  embedding: { batchSize: 64, form: 'openai', ...row.embedding },
  rerankForm: row.rerankForm ?? 'results',
  modelTypes: modelTypes.filter((type) => Object.hasOwn(row.serves, type)),
  defaultBaseUrl: (type) => row.serves[type] ?? null,
  capabilities: (modelName, type) => capabilitiesOf(row, modelName, type),
  dialect: (modelName, overrides) => dialectOf(row, modelName, overrides),
}));

const byId = new Map(providers.map((provider) => [provider.id, provider]));

export function findProvider(id: string): Provider | undefined {
  return byId.get(id);
}

/** Returns the protocol of a provider; local models use Ollama's. */
export function findProtocol(providerId: string | null): ProtocolName {
  return providerId === null ? 'ollama' : (findProvider(providerId)?.protocol ?? 'openai');
}

const hostsOf = ({ serves, hosts = [] }: ProviderRow): string[] => [
  ...Object.values(serves).flatMap((address) =>
    address === null ? [] : new URL(address).hostname,
  ),
  ...hosts,
];

const byHost = new Map(
  providerRows.flatMap((row) => hostsOf(row).map((host) => [host, findProvider(row.id)] as const)),
);

/**
 * Finds the provider that a URL's host belongs to; undefined when the catalogue has no such host.
 */
export function findProviderByAddress(address: string): Provider | undefined {
  const host = URL.parse(address)?.hostname.replace(/\.$/, '') ?? '';
  return byHost.get(host) ?? byHost.get(host.replace(/^[^.]+/, '*'));
}

/** As {@link Provider.dialect}; for local models, Ollama's dialect. */
export function findDialect(
  providerId: string | null,
  modelName: string,
  overrides: DialectOverrides = {},
): Dialect {
  if (providerId === null) return overridden(ollamaDialect, overrides);
  const provider = findProvider(providerId);
  return provider?.dialect(modelName, overrides) ?? overridden(commonDialect, overrides);
}

function capabilitiesOf(
  { abilities = [] }: ProviderRow,
  modelName: string,
  type: ModelType,
): readonly ModelCapability[] {
  if (type !== 'CHAT' && type !== 'VISION') return [];
  return abilities.flatMap(({ names, can }) => (names.test(modelName) ? can : []));
}

/**
 * Later facts win: defaults, the provider's row, its matching model families, the model's
 * overrides.
 */
function dialectOf(row: ProviderRow, modelName: string, overrides: DialectOverrides = {}): Dialect {
  const families = (row.families ?? []).filter(({ names }) => names.test(modelName));
  const known: Dialect = Object.assign(
    { ...commonDialect, ...defaultCanStopThinking(row.dialect), ...row.dialect },
    ...families.map(({ names: _names, ...facts }) => facts),
  );
  return overridden(known, overrides);
}

function overridden(
  dialect: Dialect,
  { thinkingControl, refusedOptions, startsThinking }: DialectOverrides,
): Dialect {
  const lacks = samplerOptions.filter((name) => dialect.samplerFields[name] === undefined);
  return {
    ...dialect,
    ...(thinkingControl == null
      ? {}
      : {
          thinkingControl,
          canStopThinking: thinkingControl !== 'NONE',
          guessesThinkingControl: false,
        }),
    refusedOptions: [
      ...(refusedOptions ?? dialect.refusedOptions).filter(
        (name) => !(lacks as readonly string[]).includes(name),
      ),
      ...lacks,
    ],
    ...(startsThinking == null ? {} : { startsThinking }),
  };
}

/** Reasoning that can be controlled can be disabled, unless the catalogue states otherwise. */
function defaultCanStopThinking(
  facts: { readonly thinkingControl?: ThinkingControl } = {},
): Partial<Dialect> {
  const { thinkingControl = 'NONE' } = facts;
  return { canStopThinking: thinkingControl !== 'NONE' };
}
