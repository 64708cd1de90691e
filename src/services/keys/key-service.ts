import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { ConflictError, ShuttingDownError } from '../../errors.ts';
import { TailReader } from '../../events/tail-reader.ts';
import type { Log } from '../../log.ts';
import type { KeyRotation, KeyStatus, RotationProgress } from './key-rotation.ts';

export const rotationStates = ['IDLE', 'RUNNING', 'FINISHED', 'FAILED'] as const;
export type RotationState = (typeof rotationStates)[number];

/** A rotation as this process knows it. */
export interface RotationView extends RotationProgress {
  readonly state: RotationState;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface KeyServiceOptions {
  readonly rotation: KeyRotation;
  readonly now: () => Date;
  readonly log: Log;
}

/** Lets platform administrators look after the encryption keys. */
export class KeyService implements AsyncDisposable {
  readonly #options: KeyServiceOptions;
  readonly #stop = new AbortController();
  readonly #readers = new Set<TailReader<RotationView>>();
  #view: RotationView = {
    state: 'IDLE',
    total: 0,
    resealed: 0,
    unreadable: 0,
    startedAt: null,
    finishedAt: null,
  };
  #running: Promise<void> | null = null;

  constructor(options: KeyServiceOptions) {
    this.#options = options;
  }

  async inspect(viewer: Viewer | null): Promise<KeyStatus> {
    authorize(viewer, 'key:read');
    return this.#options.rotation.inspect();
  }

  /**
   * Starts to seal everything with the sealing key.
   *
   * @throws ConflictError when this process is at it already.
   */
  rotate(viewer: Viewer | null): RotationView {
    authorize(viewer, 'key:rotate');
    if (this.#stop.signal.aborted) throw new ShuttingDownError('The server is stopping.');
    if (this.#running !== null) {
      throw new ConflictError('A rotation is running; see Subscription.keyRotation.');
    }
    const { now } = this.#options;
    this.#show({ state: 'RUNNING', startedAt: now(), finishedAt: null });
    this.#running = this.#rotate().finally(() => {
      this.#running = null;
    });
    return this.#view;
  }

  /** The present state at once, then every change until the rotation has ended. */
  follow(viewer: Viewer | null): AsyncIterableIterator<RotationView> {
    authorize(viewer, 'key:read');
    let shown: RotationView | null = null;
    const reader: TailReader<RotationView> = new TailReader({
      read: async () => {
        if (shown !== this.#view) {
          shown = this.#view;
          return [shown];
        }
        return shown.state === 'RUNNING' ? [] : null;
      },
      onLeave: () => this.#readers.delete(reader),
    });
    this.#readers.add(reader);
    return reader;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #rotate(): Promise<void> {
    const { rotation, now, log } = this.#options;
    const { signal } = this.#stop;
    try {
      await rotation.rotate((progress) => this.#show(progress), signal);
      this.#show({ state: signal.aborted ? 'FAILED' : 'FINISHED', finishedAt: now() });
      log.info({ ...this.#view }, 'encryption keys rotated');
    } catch (error) {
      this.#show({ state: 'FAILED', finishedAt: now() });
      log.error({ err: error }, 'the rotation of encryption keys failed; start it again to go on');
    }
  }

  #show(change: Partial<RotationView>): void {
    this.#view = { ...this.#view, ...change };
    for (const reader of this.#readers) reader.wake();
  }
}
