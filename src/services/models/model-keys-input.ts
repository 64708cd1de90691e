import { z } from 'zod';
import type { ModelKey } from '../../domain.ts';
import { integer } from '../input/text-input.ts';

const modelKey = z
  .strictObject({
    /** Row ID of the key. A malformed ID matches none. */
    apiKeyId: z.string(),
    weight: integer(1, 1_000).nullish(),
    enabled: z.boolean().nullish(),
  })
  .transform(
    ({ apiKeyId, weight, enabled }): ModelKey => ({
      keyId: apiKeyId,
      weight: weight ?? 1,
      enabled: enabled ?? true,
    }),
  );

/** The keys of a remote model, besides the one of its own credential. */
export const modelKeys = z
  .array(modelKey)
  .max(20, 'must have at most 20 entries')
  .superRefine((keys, context) => {
    const seen = new Set<string>();
    keys.forEach(({ keyId }, index) => {
      const path = [index, 'apiKeyId'];
      if (seen.has(keyId)) {
        context.addIssue({ code: 'custom', path, message: 'must not be repeated' });
      }
      seen.add(keyId);
    });
  });
