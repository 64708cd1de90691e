import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { canonicalOllamaName } from '../../src/adapters/ollama/index.ts';
import { lastLine, line, messageLine, ndjsonHeaders } from './fake-ollama.ts';
import type { PullFault } from './pull-fault.ts';
import { type Exchange, type Handler, startUpstream, type Upstream } from './upstream.ts';

/** A model in a registry. */
export interface SimulatedModel {
  /** Bytes of its layers, in the order in which they are downloaded. */
  readonly layers: readonly number[];
  readonly capabilities?: readonly string[];
  readonly contextLength?: number;
}

export interface OllamaSimulatorOptions {
  /** The models that can be downloaded, by name. */
  readonly models: Readonly<Record<string, SimulatedModel>>;
  /** Bytes per second of each download; 0 stops the progress. @default 1 GB */
  readonly bytesPerSecond?: number;
  /** Milliseconds between two progress messages. Ollama sends one about every 60 ms. @default 5 */
  readonly tickMs?: number;
  readonly port?: number;
  /** Responds to chats with installed models. @default three words */
  readonly chat?: Handler;
}

interface Blob {
  completed: number;
  readonly total: number;
}

const json = { 'content-type': 'application/json; charset=utf-8' };

/**
 * An Ollama that simulates downloads with the progress messages of a real one. It runs no models.
 */
export class OllamaSimulator implements AsyncDisposable {
  bytesPerSecond: number;
  /** Each of the next downloads uses one. */
  readonly faults: PullFault[] = [];
  /** All downloads so far. */
  readonly pulls: { readonly name: string; readonly insecure: boolean }[] = [];
  /** Maximum number of concurrent downloads of one model. */
  mostAtOnce = 0;
  /** Ollama crashes when a download is aborted while another one of the same model starts. */
  hasCrashed = false;
  readonly #options: OllamaSimulatorOptions;
  readonly #models: ReadonlyMap<string | null, SimulatedModel>;
  readonly #installed = new Map<string | null, string>();
  readonly #blobs = new Map<string, Blob>();
  readonly #open = new Map<string | null, number>();
  readonly #beginning = new Map<string | null, number>();
  #upstream: Upstream | null = null;
  #port: number;

  private constructor(options: OllamaSimulatorOptions) {
    this.#options = options;
    this.#port = options.port ?? 0;
    this.bytesPerSecond = options.bytesPerSecond ?? 1_000_000_000;
    this.#models = new Map(
      Object.entries(options.models).map(([name, model]) => [canonicalOllamaName(name), model]),
    );
  }

  static async start(options: OllamaSimulatorOptions): Promise<OllamaSimulator> {
    const simulator = new OllamaSimulator(options);
    await simulator.restart();
    return simulator;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get requests(): readonly string[] {
    return (this.#upstream?.exchanges ?? []).map(
      ({ request }) => `${request.method} ${request.path}`,
    );
  }

  /** Number of running downloads. */
  get openPulls(): number {
    return [...this.#open.values()].reduce((sum, count) => sum + count, 0);
  }

  has(name: string): boolean {
    return this.#installed.has(canonicalOllamaName(name));
  }

  install(name: string): void {
    this.#installed.set(canonicalOllamaName(name), name.includes(':') ? name : `${name}:latest`);
  }

  /** Deletes a model, like a user of Ollama's command line. */
  remove(name: string): void {
    this.#installed.delete(canonicalOllamaName(name));
  }

  /** Stops immediately. Downloaded layers stay. */
  async stop(): Promise<void> {
    const upstream = this.#upstream;
    this.#upstream = null;
    await upstream?.[Symbol.asyncDispose]();
  }

  async restart(): Promise<void> {
    this.#upstream = await startUpstream({
      port: this.#port,
      handler: (exchange) => this.#answer(exchange),
    });
    this.#port = Number(new URL(this.#upstream.url).port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #answer(exchange: Exchange): Promise<void> {
    const { path, body } = exchange.request;
    const { model, name = model ?? '' } = (body ?? {}) as { model?: string; name?: string };
    const send = (status: number, value: unknown) => {
      exchange.head(status, json);
      exchange.end(JSON.stringify(value));
    };
    if (path === '/api/version') return send(200, { version: '0.30.0' });
    if (path === '/api/ps') return send(200, { models: [] });
    if (path === '/api/tags') {
      const models = [...this.#installed].map(([key, listed]) => this.#tag(key, listed));
      return send(200, { models });
    }
    if (path === '/api/pull') return this.#pull(exchange, name);
    const known = canonicalOllamaName(name);
    if (!this.#installed.has(known)) return send(404, { error: `model '${name}' not found` });
    if (path === '/api/show') return send(200, this.#details(known));
    if (path === '/api/chat' || path === '/api/generate')
      return (this.#options.chat ?? sayThreeWords)(exchange);
    if (path === '/api/delete') {
      this.#installed.delete(known);
      exchange.head(200);
      return exchange.end();
    }
    exchange.head(404, { 'content-type': 'text/plain' });
    exchange.end('404 page not found');
  }

  async #pull(exchange: Exchange, name: string): Promise<void> {
    const { insecure = false } = exchange.request.body as { insecure?: boolean };
    this.pulls.push({ name, insecure });
    const key = canonicalOllamaName(name);
    const fault = this.faults.shift() ?? null;
    if (key === null || fault?.kind === 'status') {
      const status = fault?.kind === 'status' ? fault.status : 400;
      const error = status === 400 ? 'invalid model name' : 'something went wrong';
      exchange.head(status, json);
      return exchange.end(JSON.stringify({ error }));
    }
    const count = (this.#open.get(key) ?? 0) + 1;
    this.#open.set(key, count);
    this.mostAtOnce = Math.max(this.mostAtOnce, count);
    try {
      await this.#transfer(exchange, { name, key, fault });
    } finally {
      const left = this.#open.get(key) ?? 1;
      this.#open.set(key, left - 1);
      if (exchange.isClosed() && (this.#beginning.get(key) ?? 0) > 0) {
        this.hasCrashed = true;
        void this.stop();
      }
    }
  }

  async #transfer(
    exchange: Exchange,
    { name, key, fault }: { name: string; key: string; fault: PullFault | null },
  ): Promise<void> {
    const say = (value: unknown) => exchange.write(line(value));
    const fail = async (error: string) => {
      await say({ error });
      exchange.end();
    };
    exchange.head(200, ndjsonHeaders);
    await say({ status: 'pulling manifest' });
    const model = this.#models.get(key);
    if (model === undefined) return fail('pull model manifest: file does not exist');
    const total = model.layers.reduce((sum, bytes) => sum + bytes, 0);
    this.#beginning.set(key, (this.#beginning.get(key) ?? 0) + 1);
    await delay(this.#options.tickMs ?? 5);
    this.#beginning.set(key, (this.#beginning.get(key) ?? 1) - 1);
    let before = 0;
    for (const [index, bytes] of model.layers.entries()) {
      const digest = `sha256:${createHash('sha256').update(`${key} ${index}`).digest('hex')}`;
      const blob = this.#blobs.get(digest) ?? { completed: 0, total: bytes };
      this.#blobs.set(digest, blob);
      const status = `pulling ${digest.slice(7, 19)}`;
      const tell = () =>
        say({ status, digest, total: bytes, completed: blob.completed || undefined });
      if (blob.completed === bytes) await tell();
      while (blob.completed < bytes) {
        if (exchange.isClosed()) return;
        if (fault !== null && 'share' in fault && before + blob.completed >= fault.share * total) {
          if (fault.kind === 'cut') return exchange.destroy();
          if (fault.kind === 'error') return fail(fault.text);
          if (fault.kind === 'bad-line') await exchange.write('{"status":\n');
          if (fault.kind === 'silent') return;
          if (fault.kind === 'zero') return this.#sayForEver(exchange, { status, digest });
          if (fault.kind === 'rollback') blob.completed = Math.floor(blob.completed / 2);
          fault = null;
        }
        const { tickMs = 5 } = this.#options;
        await delay(tickMs);
        const step = Math.floor((this.bytesPerSecond * tickMs) / 1_000);
        blob.completed = Math.min(bytes, blob.completed + step);
        // Ollama's last progress message of a layer never reports all of its bytes.
        if (blob.completed < bytes) await tell();
      }
      before += bytes;
    }
    await say({ status: 'verifying sha256 digest' });
    if (fault?.kind === 'mismatch') {
      for (const blob of this.#blobs.values()) blob.completed = 0;
      return fail('digest mismatch, file must be downloaded again: want sha256:a, got sha256:b');
    }
    if (fault?.kind === 'slow-verify') await Promise.race([delay(fault.ms), exchange.closed]);
    if (exchange.isClosed()) return;
    await say({ status: 'writing manifest' });
    if (fault?.kind !== 'unlisted') this.install(name);
    await say({ status: 'success' });
    exchange.end();
  }

  async #sayForEver(exchange: Exchange, value: unknown): Promise<void> {
    while (!exchange.isClosed()) {
      await exchange.write(line(value));
      await delay(this.#options.tickMs ?? 5);
    }
  }

  #tag(key: string | null, name: string) {
    const size = (this.#models.get(key)?.layers ?? []).reduce((sum, bytes) => sum + bytes, 0);
    return {
      name,
      model: name,
      modified_at: '2026-11-01T12:00:00.123456789+01:00',
      size,
      digest: createHash('sha256').update(name).digest('hex'),
      details: { format: 'gguf', family: 'llama', parameter_size: '1.2B' },
    };
  }

  #details(key: string | null) {
    const { capabilities = ['completion', 'tools'], contextLength = 8_192 } =
      this.#models.get(key) ?? {};
    return {
      capabilities,
      details: { format: 'gguf', family: 'llama' },
      model_info: { 'general.architecture': 'llama', 'llama.context_length': contextLength },
      modified_at: '2026-11-01T12:00:00Z',
    };
  }
}

async function sayThreeWords(exchange: Exchange): Promise<void> {
  exchange.head(200, ndjsonHeaders);
  for (const content of ['I ', 'am ', 'simulated.']) {
    await exchange.write(messageLine({ content }));
  }
  await exchange.write(lastLine());
  exchange.end();
}
