import { createHash } from 'node:crypto';
import type { CircuitState } from '../../domain.ts';
import type { UpstreamErrorReason, UpstreamFailure } from '../../errors.ts';

/** Numbers and durations of circuits. Durations are in milliseconds. */
export interface CircuitRules {
  /** Failures of a model count together within this time. */
  readonly windowMs: number;
  /** Number of failures that opens the circuit of a tenant's model. */
  readonly failures: number;
  /** The same for a built-in model, whose failures must be of two tenants. */
  readonly sharedFailures: number;
  /** Duration of the first opening, of the second, and so on; the last one also of all later. */
  readonly openMs: readonly number[];
  /** How long a key is not used after a rate limit without a delay, and at most. */
  readonly rateLimitMs: number;
  readonly maxRateLimitMs: number;
  /** How long a key is not used after the provider rejected it. */
  readonly rejectedKeyMs: number;
  /** Time after which another call may test the target, when the first one has no result. */
  readonly probeMs: number;
}

export const circuitRules: CircuitRules = {
  windowMs: 30_000,
  failures: 3,
  sharedFailures: 5,
  openMs: [2_000, 4_000, 8_000, 15_000],
  rateLimitMs: 30_000,
  maxRateLimitMs: 600_000,
  rejectedKeyMs: 300_000,
  probeMs: 20_000,
};

/** Tenants whose calls must have failed before the circuit of a built-in model opens. */
const sharedTenants = 2;

/**
 * The failures of a model or of a key. Times are in milliseconds on the clock of the database.
 */
export interface Circuit {
  readonly failures: number;
  /** Hashes of the tenants whose calls failed. */
  readonly tenants: readonly string[];
  /** When the counting began; of an open circuit, when it opened. */
  readonly windowStart: number;
  /** Number of openings without a success between them. */
  readonly openings: number;
  /** When it becomes HALF_OPEN; null while it is CLOSED. */
  readonly until: number | null;
  readonly probeUntil: number | null;
  readonly reason: UpstreamErrorReason;
  readonly lastSuccessAt: number | null;
}

/** The circuit that a failure counts against, and for how long it opens a key. */
export type Blame = { readonly part: 'MODEL' } | { readonly part: 'KEY'; readonly openMs: number };

/** Returns what a failure counts against; null when neither the model nor the key causes it. */
export function blameOf(
  { code, reason, retryAfterMs }: Pick<UpstreamFailure, 'code' | 'reason' | 'retryAfterMs'>,
  rules: CircuitRules,
): Blame | null {
  // Other codes are of failures that this server caused, such as a missing credential.
  if (code !== 'UPSTREAM' && code !== 'OLLAMA_UNAVAILABLE') return null;
  switch (reason) {
    case 'RATE_LIMITED': {
      const openMs = Math.min(retryAfterMs ?? rules.rateLimitMs, rules.maxRateLimitMs);
      return { part: 'KEY', openMs };
    }
    case 'CREDENTIAL_REJECTED':
    case 'PERMISSION_DENIED':
    case 'QUOTA_EXHAUSTED':
      return { part: 'KEY', openMs: rules.rejectedKeyMs };
    case 'CONTEXT_LENGTH':
    case 'CONTENT_FILTER':
    case 'REQUEST_REJECTED':
    case 'UNSUPPORTED':
      return null;
    default:
      return { part: 'MODEL' };
  }
}

/** The tenant that a state is for. */
export interface CircuitViewer {
  /** Hash of the tenant; null for the platform, which sees what other tenants caused. */
  readonly tenant: string | null;
  /** Whether the model is built in. */
  readonly isShared: boolean;
}

/**
 * The state of a circuit; CLOSED without one. A failure of one tenant opens the circuit of a key of
 * a built-in model only for that tenant, because its requests can be the cause.
 */
export function stateAt(
  circuit: Circuit | undefined,
  now: number,
  { tenant, isShared }: CircuitViewer,
): CircuitState {
  if (circuit === undefined || circuit.until === null) return 'CLOSED';
  const { tenants } = circuit;
  const isForAll = !isShared || tenant === null || tenants.length >= sharedTenants;
  if (!isForAll && !tenants.includes(tenant)) return 'CLOSED';
  return now < circuit.until ? 'OPEN' : 'HALF_OPEN';
}

/** Identifies a tenant in circuits, which tenants share, without naming it. */
export function hashOfTenant(tenantId: string): string {
  return createHash('sha256').update(tenantId).digest('base64url').slice(0, 16);
}

/** The result of a call for one circuit. */
export type Report = Success | Failure | Release;

interface Success {
  readonly kind: 'SUCCEEDED';
  readonly part: Blame['part'];
  readonly startedAt: number;
}

interface Failure {
  readonly kind: 'FAILED';
  readonly blame: Blame;
  readonly reason: UpstreamErrorReason;
  /** Hash of the tenant that called. */
  readonly tenant: string;
  readonly startedAt: number;
  readonly at: number;
  readonly lastSuccessAt: number | null;
}

/** The end of a test that neither succeeded nor failed. */
interface Release {
  readonly kind: 'RELEASED';
  readonly startedAt: number;
}

/** Moves the times of a report to another clock. */
export function shifted(report: Report, byMs: number): Report {
  const startedAt = report.startedAt + byMs;
  if (report.kind !== 'FAILED') return { ...report, startedAt };
  const { at, lastSuccessAt } = report;
  return {
    ...report,
    startedAt,
    at: at + byMs,
    lastSuccessAt: lastSuccessAt === null ? null : lastSuccessAt + byMs,
  };
}

export interface RuleContext {
  readonly rules: CircuitRules;
  /** Whether the model is built in. */
  readonly isShared: boolean;
  readonly now: number;
}

/**
 * Applies the result of a call.
 *
 * @param before null when the circuit has no failures.
 * @returns the same object when nothing changes, null when the circuit has no failures any more.
 */
export function afterReport(
  before: Circuit | null,
  report: Report,
  context: RuleContext,
): Circuit | null {
  if (report.kind === 'FAILED') {
    const { part } = report.blame;
    return part === 'KEY'
      ? afterKeyFailure(before, report, report.blame.openMs, context)
      : afterModelFailure(before, report, context);
  }
  if (report.kind === 'RELEASED') {
    return before === null || before.probeUntil === null ? before : { ...before, probeUntil: null };
  }
  // The mark of a reset stays, because calls that began before it can still fail.
  if (before?.failures === 0) return before;
  // A call that began before a key was rejected or limited proves nothing about later calls.
  const isStale = report.part === 'KEY' && report.startedAt < (before?.windowStart ?? 0);
  return isStale ? before : null;
}

function afterKeyFailure(
  before: Circuit | null,
  failure: Failure,
  openMs: number,
  context: RuleContext,
): Circuit | null {
  if (isReset(before, failure)) return before;
  const until = Math.max(failure.at + openMs, before?.until ?? 0);
  const counted = count(before, failure, context.rules);
  const isLonger = until > Math.max(context.now, before?.until ?? 0);
  const isAgreement = counted.tenants.length > (before?.tenants.length ?? 0);
  if (until <= context.now || !(isLonger || isAgreement)) return before;
  return opened(counted, failure.at, until);
}

function afterModelFailure(
  before: Circuit | null,
  failure: Failure,
  context: RuleContext,
): Circuit | null {
  const { rules, isShared, now } = context;
  if (now - failure.at >= rules.windowMs || isReset(before, failure)) return before;
  // A call that began before the end of the opening proves nothing about the time after it.
  if (before !== null && failure.startedAt < (before.until ?? 0)) return before;
  const counted = count(before, failure, rules);
  const limit = isShared ? rules.sharedFailures : rules.failures;
  const isFull = counted.failures >= limit && isAgreed(counted, context);
  if (counted.until === null && !isFull) return newOf(before, counted, limit);
  const openMs = rules.openMs[Math.min(counted.openings, rules.openMs.length - 1)] ?? 0;
  return opened(counted, failure.at, now + openMs);
}

/** Whether the circuit was reset after the call had begun. A reset leaves a circuit without failures. */
function isReset(before: Circuit | null, { startedAt }: Failure): boolean {
  return before?.failures === 0 && startedAt < before.windowStart;
}

/** Adds a failure. The window of a circuit that has opened does not end. */
function count(before: Circuit | null, failure: Failure, { windowMs }: CircuitRules): Circuit {
  const { at, tenant, reason } = failure;
  const lastSuccessAt = latest(before?.lastSuccessAt ?? null, failure.lastSuccessAt);
  if (before === null || (before.until === null && at - before.windowStart >= windowMs)) {
    const closed = { openings: 0, until: null, probeUntil: null };
    return { failures: 1, tenants: [tenant], windowStart: at, ...closed, reason, lastSuccessAt };
  }
  const tenants = [...new Set([...before.tenants, tenant])].slice(0, sharedTenants);
  return { ...before, failures: before.failures + 1, tenants, reason, lastSuccessAt };
}

function isAgreed({ tenants }: Circuit, { isShared }: RuleContext): boolean {
  return !isShared || tenants.length >= sharedTenants;
}

/** Returns what must be stored: nothing new when a full count only lacks a second tenant. */
function newOf(before: Circuit | null, counted: Circuit, limit: number): Circuit | null {
  const isFull = before !== null && before.failures >= limit && counted.failures > before.failures;
  return isFull && before.tenants.length === counted.tenants.length ? before : counted;
}

function opened(circuit: Circuit, at: number, until: number): Circuit {
  return { ...circuit, windowStart: at, openings: circuit.openings + 1, until, probeUntil: null };
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
