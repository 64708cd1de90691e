import { describe, expect, test } from 'vitest';
import { type UpstreamErrorReason, upstreamErrorReasons } from '../../src/errors.ts';
import {
  afterReport,
  type Blame,
  blameOf,
  type Circuit,
  type CircuitViewer,
  circuitRules,
  type Report,
  stateAt,
} from '../../src/services/routes/circuit.ts';

const rules = circuitRules;
const model: Blame = { part: 'MODEL' };

interface Call {
  readonly at: number;
  readonly startedAt?: number;
  readonly tenant?: string;
  readonly blame?: Blame;
  readonly reason?: UpstreamErrorReason;
}

function failure({
  at,
  startedAt = at,
  tenant = 'acme',
  blame = model,
  reason = 'UNAVAILABLE',
}: Call): Report & { at: number } {
  return { kind: 'FAILED', blame, reason, tenant, startedAt, at, lastSuccessAt: null };
}

function apply(
  circuit: Circuit | null,
  calls: readonly Call[],
  { isShared = false }: { readonly isShared?: boolean } = {},
): Circuit | null {
  return calls.reduce<Circuit | null>((before, call) => {
    const report = failure(call);
    return afterReport(before, report, { rules, isShared, now: report.at });
  }, circuit);
}

const stateOf = (circuit: Circuit | null, now: number, viewer: Partial<CircuitViewer> = {}) =>
  stateAt(circuit ?? undefined, now, { tenant: 'a', isShared: false, ...viewer });
const closed = { rules, isShared: false, now: 0 };

describe('a failure counts against', () => {
  const blames = (reason: UpstreamErrorReason) =>
    blameOf({ code: 'UPSTREAM', reason, retryAfterMs: null }, rules);

  test.each([
    ['the model', model, ['MODEL_MISSING', 'OVERLOADED', 'UNAVAILABLE', 'TIMEOUT_FIRST_TOKEN']],
    ['the model during a response', model, ['TIMEOUT_IDLE', 'PROTOCOL']],
    ['the key, 30 seconds', { part: 'KEY', openMs: 30_000 }, ['RATE_LIMITED']],
    [
      'the key, 5 minutes',
      { part: 'KEY', openMs: 300_000 },
      ['CREDENTIAL_REJECTED', 'PERMISSION_DENIED', 'QUOTA_EXHAUSTED'],
    ],
    ['neither', null, ['CONTEXT_LENGTH', 'CONTENT_FILTER', 'REQUEST_REJECTED', 'UNSUPPORTED']],
  ] as const)('%s', (_name, blame, reasons) => {
    for (const reason of reasons) expect([reason, blames(reason)]).toEqual([reason, blame]);
  });

  test('nothing when the server itself refused the request', () => {
    for (const code of ['DESTINATION_NOT_ALLOWED', 'CREDENTIAL_MISSING', 'OVERLOADED'] as const) {
      const found = upstreamErrorReasons.map((reason) =>
        blameOf({ code, reason, retryAfterMs: 1_000 }, rules),
      );
      expect(new Set(found)).toEqual(new Set([null]));
    }
  });

  test.each([
    [1_500, 1_500],
    [86_400_000, 600_000],
    [null, 30_000],
  ])('a key for the requested %s ms: %i', (retryAfterMs, openMs) => {
    const blame = blameOf({ code: 'UPSTREAM', reason: 'RATE_LIMITED', retryAfterMs }, rules);
    expect(blame).toEqual({ part: 'KEY', openMs });
  });
});

describe('a model', () => {
  test('opens for 2 seconds with the third failure in 30 seconds', () => {
    const two = apply(null, [{ at: 0 }, { at: 29_000 }]);
    expect(stateOf(two, 29_000)).toBe('CLOSED');
    const three = apply(two, [{ at: 29_999 }]);
    expect([29_999, 31_998, 31_999].map((now) => stateOf(three, now))).toEqual([
      'OPEN',
      'OPEN',
      'HALF_OPEN',
    ]);
  });

  test('stays closed when the failures are further apart', () => {
    const circuit = apply(null, [{ at: 0 }, { at: 15_000 }, { at: 30_000 }, { at: 45_000 }]);
    expect(circuit).toMatchObject({ failures: 2, windowStart: 30_000, until: null });
  });

  test('opens for longer after each failed test, and for at most 15 seconds', () => {
    let circuit = apply(null, [{ at: 0 }, { at: 0 }, { at: 0 }]);
    const durations = [];
    for (let round = 0; round < 6; round += 1) {
      const until = circuit?.until ?? 0;
      durations.push(until - (circuit?.windowStart ?? 0));
      circuit = apply(circuit, [{ at: until + 100, startedAt: until }]);
    }
    expect(durations).toEqual([2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });

  test('ignores failures of calls that began before the end of its opening', () => {
    const open = apply(null, [{ at: 0 }, { at: 0 }, { at: 0 }]);
    expect(apply(open, [{ at: 1_000 }])).toBe(open);
    expect(apply(open, [{ at: 9_000, startedAt: 1_999 }])).toBe(open);
  });

  test('ignores failures that are stored more than 30 seconds later', () => {
    const report = failure({ at: 0 });
    expect(afterReport(null, report, { ...closed, now: 30_000 })).toBeNull();
  });

  test('has no failures after any success, and opens for 2 seconds again', () => {
    let circuit = apply(null, [{ at: 0 }, { at: 0 }, { at: 0 }, { at: 2_000 }]);
    expect(circuit).toMatchObject({ openings: 2 });
    circuit = afterReport(circuit, { kind: 'SUCCEEDED', part: 'MODEL', startedAt: -9 }, closed);
    expect(circuit).toBeNull();
    circuit = apply(circuit, [{ at: 10_000 }, { at: 10_000 }, { at: 10_000 }]);
    expect(circuit).toMatchObject({ openings: 1, until: 12_000 });
  });

  test('gives up a test when it opens again', () => {
    const open = apply(null, [{ at: 0 }, { at: 0 }, { at: 0 }]);
    const tested = open === null ? null : { ...open, probeUntil: 22_000 };
    expect(apply(tested, [{ at: 2_500 }])).toMatchObject({ probeUntil: null, until: 6_500 });
  });
});

describe('a built-in model', () => {
  const shared = { isShared: true };
  const calls = (tenant: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({ at, tenant }));

  test('does not open for one tenant, and stores no more than the fifth failure', () => {
    const five = apply(null, calls('acme', 5), shared);
    expect(five).toMatchObject({ failures: 5, until: null });
    expect(apply(five, calls('acme', 50), shared)).toBe(five);
  });

  test('opens for the fifth failure of two tenants', () => {
    const four = apply(null, [...calls('acme', 3), ...calls('globex', 1)], shared);
    expect(four).toMatchObject({ failures: 4, until: null });
    expect(apply(four, calls('acme', 1), shared)).toMatchObject({ openings: 1 });
  });

  test('opens when another tenant fails after many failures of the first', () => {
    const circuit = apply(null, [...calls('acme', 9), ...calls('globex', 1)], shared);
    expect(circuit).toMatchObject({ openings: 1, tenants: ['acme', 'globex'] });
  });
});

describe('a key', () => {
  const limited = (openMs: number): Pick<Call, 'blame' | 'reason'> => ({
    blame: { part: 'KEY', openMs },
    reason: 'RATE_LIMITED',
  });

  test('opens with the first failure, for the longest requested time', () => {
    const open = apply(null, [{ at: 0, ...limited(10_000) }]);
    expect(open).toMatchObject({ until: 10_000 });
    expect(apply(open, [{ at: 1, ...limited(5_000) }])).toBe(open);
    expect(apply(open, [{ at: 1, ...limited(20_000) }])).toMatchObject({ until: 20_001 });
  });

  test('is not opened when the requested time is over before the failure is stored', () => {
    const report = failure({ at: 0, ...limited(5_000) });
    expect(afterReport(null, report, { ...closed, now: 5_000 })).toBeNull();
  });

  test('is closed by a success of a call that began after it opened, but not before', () => {
    const open = apply(null, [{ at: 100, ...limited(10_000) }]);
    const success = (startedAt: number): Report => ({ kind: 'SUCCEEDED', part: 'KEY', startedAt });
    expect(afterReport(open, success(99), closed)).toBe(open);
    expect(afterReport(open, success(100), closed)).toBeNull();
  });

  test('of a built-in model opens only for the tenant that failed, until another one fails', () => {
    const failed = limited(10_000);
    const one = apply(null, [{ at: 0, ...failed }], { isShared: true });
    const state = (circuit: Circuit | null, tenant: string | null) =>
      stateOf(circuit, 5, { tenant, isShared: true });
    expect(['acme', 'globex', null].map((tenant) => state(one, tenant))).toEqual([
      'OPEN',
      'CLOSED',
      'OPEN',
    ]);
    const two = apply(one, [{ at: 2, tenant: 'globex', ...failed }], { isShared: true });
    expect(['acme', 'globex', 'initech'].map((tenant) => state(two, tenant))).toEqual([
      'OPEN',
      'OPEN',
      'OPEN',
    ]);
  });
});

describe('a test without a result', () => {
  const probed: Circuit = {
    failures: 3,
    tenants: ['acme'],
    windowStart: 0,
    openings: 1,
    until: 10,
    probeUntil: 20_010,
    reason: 'UNAVAILABLE',
    lastSuccessAt: null,
  };

  test('permits another one', () => {
    const released = afterReport(probed, { kind: 'RELEASED', startedAt: 11 }, closed);
    expect(released).toEqual({ ...probed, probeUntil: null });
  });

  test('changes nothing when the circuit has closed meanwhile', () => {
    expect(afterReport(null, { kind: 'RELEASED', startedAt: 11 }, closed)).toBeNull();
  });
});

test.each([model, { part: 'KEY', openMs: 10_000 } as const])(
  'after a reset, failures of earlier calls do not count against a $part',
  (blame) => {
    const reset: Circuit = {
      failures: 0,
      tenants: [],
      windowStart: 100,
      openings: 0,
      until: null,
      probeUntil: null,
      reason: 'UNAVAILABLE',
      lastSuccessAt: null,
    };
    expect(apply(reset, [{ startedAt: 99, at: 101, blame }])).toBe(reset);
    const success: Report = { kind: 'SUCCEEDED', part: blame.part, startedAt: 100 };
    expect(afterReport(reset, success, closed)).toBe(reset);
    expect(apply(reset, [{ startedAt: 100, at: 101, blame }])).toMatchObject({ failures: 1 });
  },
);
