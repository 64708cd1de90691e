import { quotaNames } from '../../src/quota.ts';

/** Environment variables of a server without quotas, which is measured under load. */
export const noQuotas: Readonly<Record<string, string>> = Object.fromEntries(
  quotaNames.map((name) => [`QUOTA_${name}`, '0']),
);
