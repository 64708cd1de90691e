import { expect, test } from 'vitest';
import { timeoutsOf } from '../../src/services/calls/call-target.ts';
import { noParameters } from '../../src/services/models/model-parameters.ts';

test('a local model has more time until its first token than a remote one, and both can set it', () => {
  expect(timeoutsOf({ source: 'LOCAL', parameters: noParameters }).firstTokenMs).toBe(300_000);
  expect(timeoutsOf({ source: 'REMOTE', parameters: noParameters }).firstTokenMs).toBe(60_000);
  const parameters = { ...noParameters, firstTokenTimeoutMs: 5, idleTimeoutMs: 6 };
  for (const source of ['LOCAL', 'REMOTE'] as const) {
    expect(timeoutsOf({ source, parameters })).toEqual({ firstTokenMs: 5, idleMs: 6 });
  }
});
