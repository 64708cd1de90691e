import { Database } from '../../src/db/database.ts';
import type { DatabaseLocation } from '../../src/db/location.ts';
import type { UpstreamErrorReason } from '../../src/errors.ts';
import { WakeUps } from '../../src/events/wake-ups.ts';
import type { Log } from '../../src/log.ts';
import { Metrics } from '../../src/metrics/metrics.ts';
import { type CircuitRules, circuitRules } from '../../src/services/routes/circuit.ts';
import { CircuitMemory } from '../../src/services/routes/circuit-memory.ts';
import { CircuitStore } from '../../src/services/routes/circuit-store.ts';
import { type HealthTarget, TargetHealth } from '../../src/services/routes/target-health.ts';

/** The circuits of one server process, with its own connections to the database. */
export interface HealthProcess extends AsyncDisposable {
  readonly database: Database;
  readonly health: TargetHealth;
  readonly memory: CircuitMemory;
  readonly metrics: Metrics;
  fail(target: HealthTarget, options?: FailOptions): void;
  succeed(target: HealthTarget, options?: { readonly startedAt?: number }): void;
}

export interface FailOptions {
  readonly reason?: UpstreamErrorReason;
  readonly retryAfterMs?: number | null;
  readonly tenantId?: string;
  readonly startedAt?: number;
  readonly isAlone?: boolean;
}

const silent = () => {};
const log: Log = { error: silent, warn: silent, info: silent, debug: silent };

export async function startHealthProcess(
  location: DatabaseLocation,
  rules: Partial<CircuitRules> = {},
): Promise<HealthProcess> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await Database.open(location));
  const wakeUps = stack.use(new WakeUps(database.listen));
  const allRules = { ...circuitRules, ...rules };
  const store = new CircuitStore(database, allRules);
  const memory = stack.use(new CircuitMemory({ store, wakeUps, log }));
  const metrics = new Metrics();
  metrics.read('circuits', () => store.countByState());
  const options = { store, memory, rules: allRules, metrics, log };
  const health = stack.use(new TargetHealth(options));
  const running = stack.move();
  return {
    database,
    health,
    memory,
    metrics,
    fail: (target, { reason = 'UNAVAILABLE', retryAfterMs = null, ...more } = {}) =>
      health.failed({
        target: { ...target, tenantId: more.tenantId ?? target.tenantId },
        failure: { code: 'UPSTREAM', reason, retryAfterMs },
        startedAt: more.startedAt ?? performance.now(),
        isAlone: more.isAlone ?? false,
      }),
    succeed: (target, { startedAt = performance.now() } = {}) =>
      health.succeeded({ target, startedAt }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
