import { describe, expect, test } from 'vitest';
import { findProvider, providers } from '../../src/adapters/provider-catalogue.ts';
import { destinationFault } from '../../src/egress/destination.ts';

test('every provider has an id of its own', () => {
  const ids = providers.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(36);
});

describe.each(providers.map((provider) => [provider.id, provider] as const))(
  '%s',
  (_id, provider) => {
    test('is found by its id, and serves something', () => {
      expect(provider.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(findProvider(provider.id)).toBe(provider);
      expect(provider.modelTypes.length).toBeGreaterThan(0);
    });

    test('has addresses that models may use', () => {
      for (const type of provider.modelTypes) {
        const address = provider.defaultBaseUrl(type);
        if (address === null) continue;
        expect(address).toMatch(/^https:\/\/[^?#]+[^/]$/);
        expect(destinationFault(new URL(address), [])).toBeNull();
      }
    });
  },
);

test.each(['', 'OpenAI', '__proto__', 'constructor'])('%j is no provider', (id) => {
  expect(findProvider(id)).toBeUndefined();
});
