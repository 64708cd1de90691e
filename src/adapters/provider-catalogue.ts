import { modelTypes } from '../domain.ts';
import type { Provider } from './provider.ts';
import { providerRows } from './provider-rows.ts';

/** Every provider, in the order in which people are shown them. */
export const providers: readonly Provider[] = providerRows.map(({ serves, ...row }) => ({
  requiresCredential: true,
  documentationUrl: null,
  maxTokensField: 'max_tokens',
  seedField: 'seed',
  streamUsage: 'include-usage',
  ...row,
  modelTypes: modelTypes.filter((type) => Object.hasOwn(serves, type)),
  defaultBaseUrl: (type) => serves[type] ?? null,
}));

const byId = new Map(providers.map((provider) => [provider.id, provider]));

export function findProvider(id: string): Provider | undefined {
  return byId.get(id);
}
