import { randomUUID } from 'node:crypto';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { ConflictError, ShuttingDownError } from '../../errors.ts';
import { LiveReader } from '../../events/live-reader.ts';
import { SharedRead } from '../../events/shared-read.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import type { KeyRotation, KeyStatus } from './key-rotation.ts';
import {
  type RotationStore,
  type RotationView,
  rotationLeaseSeconds,
  rotationTopic,
} from './rotation-store.ts';

export interface KeyServiceOptions {
  readonly rotation: KeyRotation;
  readonly store: RotationStore;
  readonly wakeUps: WakeUps;
  readonly now: () => Date;
  readonly log: Log;
}

/** The state that all subscribers of this process share. */
interface RotationWatch {
  readonly reads: SharedRead;
  view: RotationView | null;
}

/** Shows and rotates the encryption keys, for platform administrators. */
export class KeyService implements AsyncDisposable {
  readonly #options: KeyServiceOptions;
  readonly #stop = new AbortController();
  #watch: RotationWatch | null = null;
  #running: Promise<void> | null = null;

  constructor(options: KeyServiceOptions) {
    this.#options = options;
  }

  async inspect(viewer: Viewer | null): Promise<KeyStatus> {
    authorize(viewer, 'key:read');
    return this.#options.rotation.inspect();
  }

  /**
   * Starts to re-encrypt every secret with the current key.
   *
   * @throws ConflictError while a rotation runs in any process.
   */
  async rotate(viewer: Viewer | null): Promise<RotationView> {
    authorize(viewer, 'key:rotate');
    const { store, now } = this.#options;
    if (this.#stop.signal.aborted) throw new ShuttingDownError('The server is stopping.');
    const owner = randomUUID();
    if (!(await store.begin(owner, now()))) {
      throw new ConflictError(
        'A key rotation is already running; follow it with Subscription.keyRotation.',
      );
    }
    const view = await store.find();
    this.#running = this.#rotate(owner);
    return view;
  }

  /** The current state, then every change until the rotation has ended. */
  async follow(viewer: Viewer | null): Promise<AsyncIterableIterator<RotationView>> {
    authorize(viewer, 'key:read');
    const watch = this.#watch ?? this.#startWatch();
    let current: RotationView | null = null;
    let seen = '';
    const reader: LiveReader<RotationView> = new LiveReader({
      take: () => {
        if (current !== null && current.state !== 'RUNNING') return null;
        const text = JSON.stringify(watch.view);
        if (watch.view === null || text === seen) return undefined;
        seen = text;
        current = watch.view;
        return current;
      },
      onLeave: () => {
        clearInterval(pulse);
        subscription[Symbol.dispose]();
      },
    });
    const subscription = await watch.reads.join(() => reader.wake());
    // A process that exits without stopping does not report the end: its lease expires instead.
    const pulse = setInterval(() => watch.reads.request(), rotationLeaseSeconds * 1_000);
    pulse.unref();
    // The shared state can be the end of an earlier rotation.
    await watch.reads.refresh().catch(async (error: unknown) => {
      await reader.return();
      throw error;
    });
    return reader;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  #startWatch(): RotationWatch {
    const { store, wakeUps, log } = this.#options;
    const reads = new SharedRead({
      wakeUps,
      topics: [rotationTopic],
      log,
      read: async () => {
        watch.view = await store.find();
      },
      onUnused: () => {
        this.#watch = null;
      },
    });
    const watch: RotationWatch = { reads, view: null };
    this.#watch = watch;
    return watch;
  }

  async #rotate(owner: string): Promise<void> {
    const { rotation, store, now, log } = this.#options;
    const { signal } = this.#stop;
    try {
      const progress = await rotation.rotate((step) => store.report(owner, step), signal);
      await store.finish(owner, signal.aborted ? 'FAILED' : 'FINISHED', now());
      log.info({ ...progress, completed: !signal.aborted }, 'encryption keys rotated');
    } catch (error) {
      log.error(
        { err: error },
        'the rotation of encryption keys failed; start it again to continue',
      );
      // When this write fails too, the lease expires.
      await store.finish(owner, 'FAILED', now()).catch(() => {});
    }
  }
}
