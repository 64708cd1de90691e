import { type CircuitState, platformTenant } from '../../domain.ts';
import type { UpstreamFailure } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { errorTypeOf } from '../../metrics/error-type.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { resultWithin } from '../../result-within.ts';
import { type Blame, blameOf, type CircuitRules, hashOfTenant, stateAt } from './circuit.ts';
import type { CircuitMemory } from './circuit-memory.ts';
import {
  type CircuitKey,
  type CircuitReports,
  type CircuitStore,
  type CircuitVersion,
  modelItself,
  nameOf,
} from './circuit-store.ts';
import { CircuitWriter } from './circuit-writer.ts';

/** What one attempt calls: a model with one of its keys. */
export interface HealthTarget {
  /** Tenant that owns the model. */
  readonly owner: string;
  /** Tenant that calls. */
  readonly tenantId: string;
  readonly modelId: string;
  readonly modelVersion: number;
  /** Null for the model's own credential. */
  readonly keyId: string | null;
  /** 0 for the model's own credential, whose changes are changes of the model. */
  readonly keyVersion: number;
}

/** A call that has ended. */
export interface EndedCall {
  readonly target: HealthTarget;
  /** When it began, on the clock of performance.now(). */
  readonly startedAt: number;
}

export interface FailedCall extends EndedCall {
  readonly failure: Pick<UpstreamFailure, 'code' | 'reason' | 'retryAfterMs'>;
  /** Whether the call had no other target. Its failures open no circuit. */
  readonly isAlone: boolean;
}

export interface TargetHealthOptions {
  readonly store: Pick<CircuitStore, 'write' | 'takeProbe'>;
  readonly memory: CircuitMemory;
  readonly rules: CircuitRules;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** How long a call waits to learn whether it may test a target, in milliseconds. */
const probeWaitMs = 500;
/** How long the first call that uses the models of an owner waits for their circuits, in milliseconds. */
const firstReadMs = 500;
/** Number of circuits whose last success is in memory. */
const maxSuccesses = 10_000;

/**
 * The circuits of models and keys, shared by all processes. A call uses the state that this process
 * has in memory, and waits for the database only to test a target that is HALF_OPEN.
 */
export class TargetHealth implements AsyncDisposable {
  readonly #options: TargetHealthOptions;
  readonly #writer: CircuitWriter;
  /** Last successes by circuit, on the clock of performance.now(). The newest is the last one. */
  readonly #successes = new Map<string, number>();
  /** Circuits for which this process is requesting the test. */
  readonly #requested = new Set<string>();

  constructor(options: TargetHealthOptions) {
    this.#options = options;
    const { log } = options;
    this.#writer = new CircuitWriter({ log, write: (batch) => this.#write(batch) });
  }

  stateOf(target: HealthTarget): CircuitState {
    const states = circuitsOf(target).map((key) => this.#stateOf(target, key));
    return states.find((state) => state === 'OPEN') ?? states.find(isHalfOpen) ?? 'CLOSED';
  }

  /**
   * Whether a call that has other targets may use this one: when it is CLOSED, or HALF_OPEN and no
   * other call tests it. Never rejects.
   */
  admits(target: HealthTarget): boolean | Promise<boolean> {
    const reading = this.#options.memory.firstRead(target.owner);
    if (reading === null) return this.#admits(target);
    return resultWithin(firstReadMs, reading, null).then(() => this.#admits(target));
  }

  #admits(target: HealthTarget): boolean | Promise<boolean> {
    const state = this.stateOf(target);
    return state === 'HALF_OPEN' ? this.tryProbe(target) : state === 'CLOSED';
  }

  /** When a target becomes HALF_OPEN. A call that no target admits uses the one with the lowest. */
  opensAt(target: HealthTarget): number {
    return Math.max(...circuitsOf(target).map((key) => this.#find(key)?.until ?? 0));
  }

  /**
   * Requests that this call tests a target that is HALF_OPEN. One call for all processes may. Never
   * rejects: while the database does not respond, no call may.
   */
  async tryProbe(target: HealthTarget): Promise<boolean> {
    const taken: CircuitKey[] = [];
    for (const key of circuitsOf(target)) {
      if (!isHalfOpen(this.#stateOf(target, key))) continue;
      if (!(await this.#takeProbe(target, key))) {
        for (const other of taken) this.#release(target, other);
        return false;
      }
      taken.push(key);
    }
    return true;
  }

  /** Reports a success. Does not wait for the database. */
  succeeded({ target, startedAt }: EndedCall): void {
    for (const key of circuitsOf(target)) {
      this.#recall(key);
      const hasFailures = (this.#find(key)?.failures ?? 0) > 0;
      if (!hasFailures && !this.#writer.has(key)) continue;
      const report = { kind: 'SUCCEEDED', part: partOf(key), startedAt } as const;
      this.#writer.add(key, versionOf(target, key), report);
    }
  }

  /** Permits another call to test a target, because this one has no result yet, or has ended without one. */
  released({ target, startedAt }: EndedCall): void {
    for (const key of circuitsOf(target)) {
      if (this.#find(key)?.until != null) this.#release(target, key, startedAt);
    }
  }

  #release(target: HealthTarget, key: CircuitKey, startedAt = performance.now()): void {
    this.#writer.add(key, versionOf(target, key), { kind: 'RELEASED', startedAt });
  }

  /** Reports a failure. Does not wait for the database. */
  failed({ target, startedAt, failure, isAlone }: FailedCall): void {
    const blame = blameOf(failure, this.#options.rules);
    if (blame === null || isAlone) return;
    const key = circuitsOf(target).find((circuit) => partOf(circuit) === blame.part);
    if (key === undefined) return;
    this.#writer.add(key, versionOf(target, key), {
      kind: 'FAILED',
      blame,
      reason: failure.reason,
      tenant: hashOfTenant(target.tenantId),
      startedAt,
      at: performance.now(),
      lastSuccessAt: this.#successes.get(nameOf(key)) ?? null,
    });
  }

  /** When a call of this process last succeeded; null when that is unknown. */
  lastSuccessAt(key: CircuitKey): Date | null {
    const at = this.#successes.get(nameOf(key));
    return at === undefined ? null : new Date(Date.now() - (performance.now() - at));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer[Symbol.asyncDispose]();
  }

  async #takeProbe(target: HealthTarget, key: CircuitKey): Promise<boolean> {
    const { store, memory, log } = this.#options;
    const name = nameOf(key);
    const { now } = memory.use(key.owner);
    if ((this.#find(key)?.probeUntil ?? 0) > now || this.#requested.has(name)) return false;
    this.#requested.add(name);
    let isLate = false;
    const request = store
      .takeProbe(key)
      .then((isGranted) => {
        if (isGranted && isLate) this.#release(target, key);
        return isGranted;
      })
      .catch((error: unknown) => {
        log.warn({ err: error }, 'a model that failed cannot be tested; calls use others');
        return false;
      })
      .finally(() => this.#requested.delete(name));
    const isGranted = await resultWithin(probeWaitMs, request, null);
    isLate = isGranted === null;
    return isGranted === true;
  }

  async #write(batch: readonly CircuitReports[]): Promise<void> {
    const { store, metrics } = this.#options;
    for (const { key, circuit } of await store.write(batch)) {
      const reason = errorTypeOf({ code: 'UPSTREAM', reason: circuit.reason });
      metrics.count('circuitOpenings', { target: partOf(key).toLowerCase(), error_type: reason });
    }
  }

  #stateOf({ tenantId }: HealthTarget, { owner, modelId, keyId }: CircuitKey): CircuitState {
    const circuits = this.#options.memory.use(owner);
    const circuit = circuits.find(modelId, keyId);
    if (circuit === undefined) return 'CLOSED';
    const isShared = owner === platformTenant;
    return stateAt(circuit, circuits.now, { tenant: hashOfTenant(tenantId), isShared });
  }

  #find({ owner, modelId, keyId }: CircuitKey) {
    return this.#options.memory.use(owner).find(modelId, keyId);
  }

  #recall(key: CircuitKey): void {
    const name = nameOf(key);
    this.#successes.delete(name);
    this.#successes.set(name, performance.now());
    const [oldest] = this.#successes.keys();
    if (this.#successes.size > maxSuccesses && oldest !== undefined) this.#successes.delete(oldest);
  }
}

/** The circuits of a target: that of the model, and that of the key. */
function circuitsOf({ owner, modelId, keyId }: HealthTarget): [CircuitKey, CircuitKey] {
  return [
    { owner, modelId, keyId: modelItself },
    { owner, modelId, keyId: keyId ?? modelId },
  ];
}

function versionOf({ modelVersion, keyVersion }: HealthTarget, key: CircuitKey): CircuitVersion {
  return { modelVersion, keyVersion: partOf(key) === 'KEY' ? keyVersion : 0 };
}

function partOf({ keyId }: Pick<CircuitKey, 'keyId'>): Blame['part'] {
  return keyId === modelItself ? 'MODEL' : 'KEY';
}

function isHalfOpen(state: CircuitState): boolean {
  return state === 'HALF_OPEN';
}
