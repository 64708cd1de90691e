import { describe, expect, test } from 'vitest';
import type { RoutePolicy } from '../../src/domain.ts';
import type { UpstreamErrorReason } from '../../src/errors.ts';
import type { KeyedModel } from '../../src/services/models/model-keys.ts';
import {
  AttemptPlan,
  type PlannedKey,
  type PlannedTarget,
} from '../../src/services/routes/attempt-plan.ts';
import { onlyModel } from '../../src/services/routes/candidate.ts';
import { inOrder } from '../../src/services/routes/weighted-order.ts';
import { SeededRandom } from '../torture/seeded-random.ts';

interface Target extends PlannedTarget {
  readonly name: string;
  readonly keys: readonly (PlannedKey & { readonly key: string })[];
}

interface Failure {
  readonly reason: UpstreamErrorReason;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
}

const policy: RoutePolicy = {
  maxAttempts: 6,
  maxPauseMs: 3_000,
  firstTokenTimeoutMs: 15_000,
  deadlineMs: 120_000,
  onContextLength: 'NEXT_LARGER',
  onContentFilter: 'STOP',
  afterOutput: 'RESTART',
};

function target(name: string, fields: Partial<Target> = {}): Target {
  return {
    name,
    priority: 0,
    weight: 1,
    contextWindow: null,
    keys: [{ key: 'own', priority: 0, weight: 1 }],
    ...fields,
  };
}

/** Two targets in the order of their names. */
const two = [target('a'), target('b', { priority: 1 })];
const twoKeys = [
  { key: 'one', priority: 1, weight: 1 },
  { key: 'two', priority: 1, weight: 1 },
];

const retryable = ['RATE_LIMITED', 'OVERLOADED', 'UNAVAILABLE'];
function failure(reason: UpstreamErrorReason, retryAfterMs: number | null = null): Failure {
  return { reason, retryable: retryable.includes(reason), retryAfterMs };
}

class Run {
  nowMs = 0;
  readonly plan: AttemptPlan<Target, Failure>;
  readonly attempts: string[] = [];

  constructor(
    targets: readonly Target[],
    changes: Partial<RoutePolicy> = {},
    maxRepeats: number | null = null,
  ) {
    this.plan = new AttemptPlan({
      targets,
      policy: { ...policy, ...changes },
      maxRepeats,
      random: () => 0.5,
      now: () => this.nowMs,
    });
    this.#add(this.plan.first());
  }

  /** The name, the key and the delay of the next attempt; null when there is none. */
  fail(reason: Failure | null, hadOutput = false): string | null {
    return this.#add(this.plan.next(reason, { hadOutput }));
  }

  postpone(until: number): string | null {
    this.attempts.pop();
    return this.#add(this.plan.postpone(until));
  }

  #add(attempt: ReturnType<typeof this.plan.next>): string | null {
    if (attempt === null) return null;
    this.nowMs += attempt.delayMs;
    const text = `${attempt.target.name}/${attempt.key.key}/${attempt.delayMs}`;
    this.attempts.push(text);
    return text;
  }
}

describe('a route with two models and a failure before the output', () => {
  test.each([
    ['RATE_LIMITED', 2_000, 'a/own/2000'],
    ['RATE_LIMITED', 3_001, 'b/own/0'],
    ['RATE_LIMITED', null, 'b/own/0'],
    ['CREDENTIAL_REJECTED', null, 'b/own/0'],
    ['PERMISSION_DENIED', null, 'b/own/0'],
    ['QUOTA_EXHAUSTED', null, 'b/own/0'],
    ['UNAVAILABLE', null, 'a/own/500'],
    ['OVERLOADED', null, 'a/own/500'],
    ['OVERLOADED', 3_001, 'b/own/0'],
    ['TIMEOUT_FIRST_TOKEN', null, 'b/own/0'],
    ['TIMEOUT_IDLE', null, 'b/own/0'],
    ['PROTOCOL', null, 'b/own/0'],
    ['MODEL_MISSING', null, 'b/own/0'],
    ['UNSUPPORTED', null, 'b/own/0'],
    ['CONTEXT_LENGTH', null, null],
    ['CONTENT_FILTER', null, null],
    ['REQUEST_REJECTED', null, null],
  ] as const)('%s with a delay of %s ms: %s', (reason, retryAfterMs, expected) => {
    expect(new Run(two).fail(failure(reason, retryAfterMs))).toBe(expected);
  });

  test('a cut response is repeated once, then the next model is called', () => {
    const run = new Run(two);
    expect(run.fail(null)).toBe('a/own/500');
    expect(run.fail(null)).toBe('b/own/0');
  });

  test('a destination that is not allowed is not tried again', () => {
    const refused = { reason: 'UNAVAILABLE', retryable: false, retryAfterMs: null } as const;
    expect(new Run(two).fail(refused)).toBe('b/own/0');
  });

  test('the last model is repeated with doubled delays until the attempts are used up', () => {
    const run = new Run(two);
    while (run.fail(failure('UNAVAILABLE')) !== null);
    expect(run.attempts).toEqual([
      'a/own/0',
      'a/own/500',
      'b/own/0',
      'b/own/500',
      'b/own/1000',
      'b/own/2000',
    ]);
  });

  test('a policy can continue after a content filter', () => {
    const run = new Run(two, { onContentFilter: 'NEXT' });
    expect(run.fail(failure('CONTENT_FILTER'))).toBe('b/own/0');
  });
});

describe('a postponed attempt', () => {
  test('is replaced by the next model, and follows after it', () => {
    const run = new Run(two);
    expect(run.postpone(9)).toBe('b/own/0');
    expect(run.fail(failure('PROTOCOL'))).toBe('a/own/0');
    expect(run.fail(failure('PROTOCOL'))).toBeNull();
    expect(run.attempts).toEqual(['b/own/0', 'a/own/0']);
  });

  test('is made before others that are postponed for longer', () => {
    const run = new Run(two);
    run.postpone(9);
    expect(run.postpone(8)).toBe('b/own/0');
    expect(run.fail(failure('PROTOCOL'))).toBe('a/own/0');
  });

  test('is replaced by another key of its model first', () => {
    const run = new Run([target('a', { keys: twoKeys }), target('b', { priority: 1 })]);
    const [first] = run.attempts;
    const other = run.postpone(9);
    expect([first, other].toSorted()).toEqual(['a/one/0', 'a/two/0']);
    expect(run.postpone(9)).toBe('b/own/0');
  });

  test('does not count, and follows no failure that ends the call', () => {
    const run = new Run(two, { maxAttempts: 1 });
    expect(run.postpone(9)).toBe('b/own/0');
    expect(run.fail(failure('PROTOCOL'))).toBeNull();
    const filtered = new Run(two);
    filtered.postpone(9);
    expect(filtered.fail(failure('CONTENT_FILTER'))).toBeNull();
  });
});

describe('keys', () => {
  const targets = [target('a', { keys: twoKeys }), target('b', { priority: 1 })];

  test.each([
    'CREDENTIAL_REJECTED',
    'PERMISSION_DENIED',
    'QUOTA_EXHAUSTED',
    'RATE_LIMITED',
  ] as const)('after %s, the other key is used at once, and then the next model', (reason) => {
    const run = new Run(targets);
    const [first] = run.attempts;
    const other = first === 'a/one/0' ? 'a/two/0' : 'a/one/0';
    expect(run.fail(failure(reason))).toBe(other);
    expect(run.fail(failure(reason))).toBe('b/own/0');
  });

  test("the model's own is used before all others", () => {
    const own = { key: 'own', priority: 0, weight: 1 };
    const heavy = { key: 'heavy', priority: 1, weight: 1_000 };
    const run = new Run([target('a', { keys: [heavy, own] })]);
    expect(run.attempts).toEqual(['a/own/0']);
    expect(run.fail(failure('CREDENTIAL_REJECTED'))).toBe('a/heavy/0');
  });

  test('are used in turn without any repetition, when none is permitted', () => {
    const keys = [...twoKeys, { key: 'three', priority: 2, weight: 1 }];
    const run = () => new Run([target('a', { keys })], {}, 0);
    expect(run().fail(failure('UNAVAILABLE'))).toBeNull();
    const limited = run();
    expect(limited.fail(failure('RATE_LIMITED', 10))).toMatch(/^a\/(one|two)\/0$/);
    expect(limited.fail(failure('RATE_LIMITED', 10))).toBe('a/three/0');
    expect(limited.fail(failure('RATE_LIMITED', 10))).toBeNull();
  });

  test('another one is used without a delay when the rate of the first is limited', () => {
    const run = new Run([target('a', { keys: twoKeys }), target('b', { priority: 1 })]);
    const other = run.attempts[0] === 'a/one/0' ? 'two' : 'one';
    expect(run.fail(failure('RATE_LIMITED', 2_000))).toBe(`a/${other}/0`);
    expect(run.fail(failure('RATE_LIMITED', 2_000))).toBe(`a/${other}/2000`);
    expect(run.fail(failure('RATE_LIMITED', 2_000))).toBe('b/own/0');
  });

  test('a failure of the model does not change the key', () => {
    const run = new Run(targets);
    expect(run.fail(failure('UNAVAILABLE'))).toBe(run.attempts[0]?.replace('/0', '/500'));
    expect(run.fail(failure('UNAVAILABLE'))).toBe('b/own/0');
  });
});

describe('attempts are reserved for the models that have not been called', () => {
  const keys = Array.from({ length: 7 }, (_, index) => ({
    key: `${index}`,
    priority: 1,
    weight: 1,
  }));
  const three = [target('a', { keys }), target('b', { priority: 1 }), target('c', { priority: 2 })];

  test('so that rejected keys do not use them up', () => {
    const run = new Run(three, { maxAttempts: 4 });
    while (run.fail(failure('CREDENTIAL_REJECTED')) !== null);
    expect(run.attempts.map((attempt) => attempt[0])).toEqual(['a', 'a', 'b', 'c']);
  });

  test('so that repetitions do not use them up', () => {
    const run = new Run(three, { maxAttempts: 4 });
    while (run.fail(failure('UNAVAILABLE')) !== null);
    expect(run.attempts.map((attempt) => attempt[0])).toEqual(['a', 'a', 'b', 'c']);
  });
});

describe('a context that is too short', () => {
  const sized = (windows: readonly (number | null)[]) =>
    windows.map((contextWindow, index) => target(`${index}`, { contextWindow, priority: index }));

  test('continues only with models that are known to have a larger one', () => {
    const run = new Run(sized([8, 8, null, 16, 12, 128]));
    expect(run.fail(failure('CONTEXT_LENGTH'))).toBe('3/own/0');
    expect(run.fail(failure('CONTEXT_LENGTH'))).toBe('5/own/0');
    expect(run.fail(failure('TIMEOUT_IDLE'))).toBeNull();
    expect(run.plan.reported?.failure?.reason).toBe('CONTEXT_LENGTH');
  });

  test('ends the call when its size is unknown or the policy says so', () => {
    expect(new Run(sized([null, 8])).fail(failure('CONTEXT_LENGTH'))).toBeNull();
    const stop = new Run(sized([4, 8]), { onContextLength: 'STOP' });
    expect(stop.fail(failure('CONTEXT_LENGTH'))).toBeNull();
  });
});

describe('a failure after the output', () => {
  test('ends the call without a restart', () => {
    const run = new Run(two, { afterOutput: 'END' });
    expect(run.fail(null, true)).toBeNull();
    expect(run.plan.reported).toMatchObject({ failure: null, attempt: { target: { name: 'a' } } });
  });

  test('repeats a cut response once, also when there is no other model', () => {
    const run = new Run([target('a')]);
    expect(run.fail(null, true)).toBe('a/own/500');
    expect(run.fail(null, true)).toBeNull();
  });

  test('is reported when the attempts after it have no output', () => {
    const run = new Run(two);
    run.fail(failure('TIMEOUT_FIRST_TOKEN'));
    expect(run.fail(failure('TIMEOUT_IDLE'), true)).toBeNull();
    expect(run.plan.reported).toMatchObject({
      failure: { reason: 'TIMEOUT_IDLE' },
      attempt: { target: { name: 'b' } },
    });
  });

  test('gives the next attempt a new deadline', () => {
    const run = new Run(two);
    run.nowMs = 500_000;
    expect(run.fail(failure('TIMEOUT_IDLE'), true)).toBe('b/own/0');
    expect(run.plan.firstTokenMs).toBe(120_000);
  });
});

describe('time limits', () => {
  test('only the last model has its own time until the first token', () => {
    const run = new Run(two);
    expect(run.plan.firstTokenMs).toBe(15_000);
    run.nowMs = 10_000;
    run.fail(failure('TIMEOUT_FIRST_TOKEN'));
    expect(run.plan.firstTokenMs).toBe(110_000);
  });

  test('no attempt begins after the deadline, and no delay ends after it', () => {
    const late = new Run(two);
    late.nowMs = 120_000;
    expect(late.fail(failure('TIMEOUT_FIRST_TOKEN'))).toBeNull();
    const near = new Run(two);
    near.nowMs = 119_900;
    expect(near.fail(failure('UNAVAILABLE'))).toBe('b/own/0');
    expect(near.fail(failure('UNAVAILABLE'))).toBeNull();
  });
});

describe('the policy of a model without a route', () => {
  // Nothing else of the model is read.
  const modelWith = (maxRetries: number | null, keys: readonly object[]) =>
    ({ parameters: { maxRetries }, keys }) as unknown as KeyedModel;
  const run = (maxRetries: number | null, keys: Target['keys'] = target('a').keys) => {
    const { policy: own, maxRepeats } = onlyModel(modelWith(maxRetries, keys));
    return new Run([target('a', { keys })], own, maxRepeats);
  };

  test('permits one attempt, or also maxRetries', () => {
    expect(run(null).fail(failure('UNAVAILABLE'))).toBeNull();
    const twice = run(2);
    expect(twice.fail(failure('UNAVAILABLE'))).toBe('a/own/500');
    expect(twice.fail(failure('OVERLOADED'))).toBe('a/own/1000');
    expect(twice.fail(failure('UNAVAILABLE'))).toBeNull();
    expect(twice.plan.reported?.failure?.reason).toBe('UNAVAILABLE');
  });

  test('permits one attempt with each key besides, without other repetitions', () => {
    const keyed = run(null, twoKeys);
    expect(keyed.fail(failure('CREDENTIAL_REJECTED'))).toMatch(/^a\/(one|two)\/0$/);
    expect(keyed.fail(failure('UNAVAILABLE'))).toBeNull();
    const retried = run(1, twoKeys);
    expect(retried.fail(failure('UNAVAILABLE'))).toMatch(/\/500$/);
    expect(retried.fail(failure('UNAVAILABLE'))).toBeNull();
  });

  test('waits up to a minute when the provider asks for it', () => {
    expect(run(1).fail(failure('RATE_LIMITED', 60_000))).toBe('a/own/60000');
    expect(run(1).fail(failure('RATE_LIMITED', 60_001))).toBeNull();
    expect(run(1).fail(failure('RATE_LIMITED'))).toBe('a/own/500');
  });
});

test('models of one priority are chosen by their weight', () => {
  const random = new SeededRandom(7);
  const targets = [
    target('a', { weight: 3 }),
    target('b', { weight: 1 }),
    target('c', { priority: 1, weight: 100 }),
  ];
  const orders = Array.from({ length: 4_000 }, () => inOrder(targets, () => random.fraction()));
  const firsts = orders.filter(([first]) => first?.name === 'a').length;
  expect(firsts / orders.length).toBeCloseTo(0.75, 1);
  for (const order of orders) {
    expect(order[2]?.name).toBe('c');
    expect(new Set(order).size).toBe(3);
  }
});

test('for any failures, the attempts keep the limits of the policy', () => {
  const random = new SeededRandom(42);
  const pick = <Item>(items: readonly Item[]) => items[random.integer(0, items.length - 1)] as Item; // within bounds
  const reasons = [
    'CREDENTIAL_REJECTED',
    'PERMISSION_DENIED',
    'QUOTA_EXHAUSTED',
    'RATE_LIMITED',
    'MODEL_MISSING',
    'REQUEST_REJECTED',
    'CONTEXT_LENGTH',
    'CONTENT_FILTER',
    'UNSUPPORTED',
    'OVERLOADED',
    'UNAVAILABLE',
    'TIMEOUT_FIRST_TOKEN',
    'TIMEOUT_IDLE',
    'PROTOCOL',
  ] as const;
  let restarts = 0;
  for (let round = 0; round < 5_000; round += 1) {
    const targets = Array.from({ length: random.integer(1, 4) }, (_, index) =>
      target(`${index}`, {
        priority: random.integer(0, 2),
        weight: random.integer(1, 5),
        contextWindow: pick([null, 8, 16, 32]),
        keys: pick([twoKeys, twoKeys.slice(0, 1)]),
      }),
    );
    const limits: RoutePolicy = {
      maxAttempts: random.integer(1, 8),
      maxPauseMs: pick([0, 1_000, 5_000]),
      firstTokenTimeoutMs: pick([null, 100]),
      deadlineMs: pick([1_000, 120_000]),
      onContextLength: pick(['NEXT_LARGER', 'STOP']),
      onContentFilter: pick(['NEXT', 'STOP']),
      afterOutput: pick(['RESTART', 'END']),
    };
    let now = 0;
    const plan = new AttemptPlan<Target, Failure>({
      targets,
      policy: limits,
      maxRepeats: pick([null, 0, 1, 5]),
      random: () => random.fraction(),
      now: () => now,
    });
    let attempt = plan.first();
    const first = attempt;
    expect(attempt.target.priority).toBe(Math.min(...targets.map(({ priority }) => priority)));
    const left = new Set<Target>();
    let deadline = limits.deadlineMs;
    let lastWithOutput: typeof attempt | null = null;
    for (let count = 1; ; count += 1) {
      expect(count).toBeLessThanOrEqual(limits.maxAttempts);
      expect(plan.firstTokenMs).toBeLessThanOrEqual(deadline - now);
      now += random.integer(0, 400);
      const failed: Failure | null = pick([
        null,
        failure(pick(reasons), pick([null, 0, 900, 70_000])),
      ]);
      const hadOutput = random.fraction() < 0.2;
      if (hadOutput) {
        lastWithOutput = attempt;
        deadline = now + limits.deadlineMs;
      }
      const next = plan.next(failed, { hadOutput });
      if (next === null) break;
      if (hadOutput) restarts += 1;
      expect(limits.afterOutput === 'END' && hadOutput).toBe(false);
      expect(failed?.reason).not.toBe('REQUEST_REJECTED');
      if (limits.onContentFilter === 'STOP') expect(failed?.reason).not.toBe('CONTENT_FILTER');
      expect(now + next.delayMs).toBeLessThan(deadline);
      expect(next.delayMs).toBeLessThanOrEqual(60_000);
      if (next.target !== attempt.target) {
        left.add(attempt.target);
        expect(next.delayMs).toBe(0);
        expect(left.has(next.target)).toBe(false);
        if (failed?.reason === 'CONTEXT_LENGTH') {
          expect(next.target.contextWindow).toBeGreaterThan(attempt.target.contextWindow ?? 0);
        }
      } else if (next.key === attempt.key) {
        expect(failed === null || failed.retryable).toBe(true);
      }
      now += next.delayMs;
      attempt = next;
    }
    const { reported } = plan;
    if (lastWithOutput !== null) expect(reported?.attempt).toBe(lastWithOutput);
    else expect(reported?.attempt).toMatchObject({ target: first.target, key: first.key });
  }
  expect(restarts).toBeGreaterThan(100);
});
