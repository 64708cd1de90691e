import type { PullLine } from '../../adapters/ollama/index.ts';
import type { PullLayer } from '../../domain.ts';

/** Seconds over which the rate is measured. */
const rateSeconds = 5;

/** How far a pull has come, from what Ollama says line by line. */
export class PullProgress {
  readonly #layers: Map<string, PullLayer>;
  #phase: string | null = null;
  /** The layer that is being downloaded. */
  #current: string | null = null;
  #brought = false;
  readonly #samples: { readonly at: number; readonly bytes: number }[] = [];

  /** @param layers what earlier attempts have seen; Ollama goes on from there. */
  constructor(layers: readonly PullLayer[]) {
    this.#layers = new Map(layers.map((layer) => [layer.digest, layer]));
  }

  /** In Ollama's words. */
  get phase(): string | null {
    return this.#phase;
  }

  get layers(): readonly PullLayer[] {
    return [...this.#layers.values()];
  }

  /** Whether this attempt has brought the pull on. */
  get hasBroughtBytes(): boolean {
    return this.#brought;
  }

  /** Whether Ollama is checking or writing what it has, which takes long for large models. */
  get isFinishing(): boolean {
    return this.#phase !== null && !this.#phase.startsWith('pulling');
  }

  /** @returns whether the line says anything new. */
  take({ status, digest, total, completed }: PullLine): boolean {
    const before = JSON.stringify([this.#phase, digest === null ? null : this.#layers.get(digest)]);
    this.#phase = status === '' ? this.#phase : status;
    if (digest === null) {
      // A layer's last line is mostly short of its end; what follows says that it is whole.
      if (this.isFinishing) for (const known of this.#layers.keys()) this.#complete(known);
    } else {
      if (this.#current !== null && this.#current !== digest) this.#complete(this.#current);
      this.#current = digest;
      this.#move(digest, total, completed);
    }
    const now = digest === null ? null : this.#layers.get(digest);
    return JSON.stringify([this.#phase, now]) !== before;
  }

  /** Bytes per second lately; null when nothing is known. @param nowMs on a clock that only rises. */
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
    // Both are left out when they are nothing: then there is nothing to know yet.
    if (total === null && completed === null) return;
    const totalBytes = total ?? known?.totalBytes ?? 0;
    const completedBytes = Math.min(completed ?? 0, totalBytes);
    if (completedBytes > (known?.completedBytes ?? 0)) this.#brought = true;
    this.#layers.set(digest, { digest, completedBytes, totalBytes });
  }

  #complete(digest: string): void {
    const layer = this.#layers.get(digest);
    if (layer !== undefined) {
      this.#layers.set(digest, { ...layer, completedBytes: layer.totalBytes });
    }
  }
}
