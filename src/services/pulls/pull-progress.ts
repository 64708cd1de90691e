import type { PullLine } from '../../adapters/ollama/index.ts';
import type { PullLayer } from '../../domain.ts';

/** Length of the period in which the rate is measured. */
const rateSeconds = 5;

/** The progress of a download, derived from the lines that Ollama sends. */
export class PullProgress {
  readonly #layers: Map<string, PullLayer>;
  #phase: string | null = null;
  /** The layer that is being downloaded. */
  #current: string | null = null;
  #hasReceivedBytes = false;
  readonly #samples: { readonly at: number; readonly bytes: number }[] = [];

  /** @param layers known from earlier attempts, which Ollama continues. */
  constructor(layers: readonly PullLayer[]) {
    this.#layers = new Map(layers.map((layer) => [layer.digest, layer]));
  }

  /** The status that Ollama reported last. */
  get phase(): string | null {
    return this.#phase;
  }

  get layers(): readonly PullLayer[] {
    return [...this.#layers.values()];
  }

  /** Whether this attempt has received bytes. */
  get hasReceivedBytes(): boolean {
    return this.#hasReceivedBytes;
  }

  /** Whether Ollama verifies or writes files, which takes long for large models. */
  get isFinishing(): boolean {
    return this.#phase !== null && !this.#phase.startsWith('pulling');
  }

  /** @returns whether the line changes the progress. */
  take({ status, digest, total, completed }: PullLine): boolean {
    const before = JSON.stringify([this.#phase, digest === null ? null : this.#layers.get(digest)]);
    this.#phase = status === '' ? this.#phase : status;
    if (digest === null) {
      // The last line of a layer is usually sent before its end; a later phase means it is complete.
      if (this.isFinishing) for (const known of this.#layers.keys()) this.#complete(known);
    } else {
      if (this.#current !== null && this.#current !== digest) this.#complete(this.#current);
      this.#current = digest;
      this.#move(digest, total, completed);
    }
    const now = digest === null ? null : this.#layers.get(digest);
    return JSON.stringify([this.#phase, now]) !== before;
  }

  /** Returns the current rate in bytes per second; null when unknown. @param nowMs monotonic time. */
  rate(nowMs: number): number | null {
    const bytes = this.layers.reduce((sum, { completedBytes }) => sum + completedBytes, 0);
    this.#samples.push({ at: nowMs, bytes });
    while ((this.#samples[0]?.at ?? nowMs) < nowMs - rateSeconds * 1_000) this.#samples.shift();
    const [oldest] = this.#samples;
    if (oldest === undefined || oldest.at === nowMs) return null;
    return Math.max(0, ((bytes - oldest.bytes) / (nowMs - oldest.at)) * 1_000);
  }

  #move(digest: string, total: number | null, completed: number | null): void {
    const known = this.#layers.get(digest);
    // Ollama omits both while they are 0.
    if (total === null && completed === null) return;
    const totalBytes = total ?? known?.totalBytes ?? 0;
    const completedBytes = Math.min(completed ?? 0, totalBytes);
    if (completedBytes > (known?.completedBytes ?? 0)) this.#hasReceivedBytes = true;
    this.#layers.set(digest, { digest, completedBytes, totalBytes });
  }

  #complete(digest: string): void {
    const layer = this.#layers.get(digest);
    if (layer !== undefined) {
      this.#layers.set(digest, { ...layer, completedBytes: layer.totalBytes });
    }
  }
}
