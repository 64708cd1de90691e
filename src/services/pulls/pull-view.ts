import type { Pull } from '../../db/pull.entity.ts';
import type { PullLayer, PullState } from '../../domain.ts';

/** A download as an audience sees it. */
export interface PullView {
  readonly id: string;
  readonly name: string;
  readonly state: PullState;
  /** The status that Ollama reported last, or `waiting for Ollama`; null when there is none. */
  readonly phase: string | null;
  readonly layers: readonly PullLayer[];
  readonly completedBytes: number;
  /** Sum over the known layers. */
  readonly totalBytes: number;
  readonly bytesPerSecond: number | null;
  readonly attempt: number;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Increases with every visible change. */
  readonly revision: number;
  /** The row; subscribers of this process share it. */
  readonly row: Pull;
}

/** The phase of a download while Ollama is unavailable. */
const waitingForOllama = 'waiting for Ollama';

export function isOver({ state }: Pick<PullView, 'state'>): boolean {
  return state !== 'QUEUED' && state !== 'RUNNING';
}

/** A download, and whether its audience waits for it. */
export interface SeenPull {
  readonly pull: Pull;
  readonly isAwaited: boolean;
}

/** Whether a download cannot continue while Ollama is unavailable. */
export function needsOllama({ pull, isAwaited }: SeenPull): boolean {
  return isAwaited && pull.state === 'QUEUED';
}

/**
 * Converts a download for an audience. When the audience does not wait for it any more, its state
 * is CANCELLED, although others may still wait.
 *
 * @param isAvailable whether Ollama is available.
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

/** Whether a view of a download differs from the previous one. */
export function isNews(view: PullView, shown: PullView): boolean {
  return (
    view.revision !== shown.revision || view.state !== shown.state || view.phase !== shown.phase
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
