import type { Pull } from '../../db/pull.entity.ts';
import type { PullLayer, PullState } from '../../domain.ts';

/** A pull as those see it who have a model that waits for it, or has. */
export interface PullView {
  readonly id: string;
  readonly name: string;
  readonly state: PullState;
  /** What Ollama says it is doing, or what is waited for. */
  readonly phase: string | null;
  readonly layers: readonly PullLayer[];
  readonly completedBytes: number;
  /** Of the layers seen so far. */
  readonly totalBytes: number;
  readonly bytesPerSecond: number | null;
  readonly attempt: number;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Rises with everything that can be seen of it. */
  readonly revision: number;
  /** The row; subscribers of this process share it. */
  readonly row: Pull;
}

/** What is waited for while Ollama is not there. */
const waitingForOllama = 'waiting for Ollama';

export function isOver({ state }: Pick<PullView, 'state'>): boolean {
  return state !== 'QUEUED' && state !== 'RUNNING';
}

/** A pull, and whether those who see it wait for it. */
export interface SeenPull {
  readonly pull: Pull;
  readonly isAwaited: boolean;
}

/** Whether a pull can only wait while Ollama is not there. */
export function needsOllama({ pull, isAwaited }: SeenPull): boolean {
  return isAwaited && pull.state === 'QUEUED';
}

/**
 * What a tenant sees. A pull that it no longer waits for is cancelled to it, whoever else waits.
 *
 * @param isAvailable whether Ollama is there.
 */
export function toView({ pull, isAwaited }: SeenPull, isAvailable: boolean): PullView {
  const { id, name, layers, attempt, createdAt, startedAt, finishedAt, revision } = pull;
  const left = !isOver(pull) && !isAwaited;
  const waits = needsOllama({ pull, isAwaited }) && !isAvailable;
  return {
    id,
    name,
    state: left ? 'CANCELLED' : pull.state,
    phase: left ? null : waits ? waitingForOllama : pull.phase,
    layers,
    completedBytes: sum(layers.map(({ completedBytes }) => completedBytes)),
    totalBytes: sum(layers.map(({ totalBytes }) => totalBytes)),
    bytesPerSecond: left ? null : pull.bytesPerSecond,
    attempt,
    error: left ? null : pull.error,
    createdAt,
    startedAt,
    finishedAt,
    revision,
    row: pull,
  };
}

/** Whether a view of a pull differs from the one shown before. */
export function isNews(view: PullView, shown: PullView): boolean {
  return (
    view.revision !== shown.revision || view.state !== shown.state || view.phase !== shown.phase
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
