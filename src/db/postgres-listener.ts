import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Listener } from './listen.ts';
import { withDeadline } from './with-deadline.ts';

/** How often to check that the server still answers, in milliseconds. */
const pulseMs = 5_000;
/** How long it may take to answer. */
const timeoutMs = 3_000;
const shortestPauseMs = 50;
const longestPauseMs = 1_000;

export interface PostgresListenerOptions {
  readonly url: string;
  readonly channel: string;
  readonly listener: Listener;
}

/** A connection of its own that does nothing but listen, and is opened again when it is lost. */
export class PostgresListener implements AsyncDisposable {
  readonly #options: PostgresListenerOptions;
  readonly #closed = new AbortController();
  #client: Client | null = null;

  constructor(options: PostgresListenerOptions) {
    this.#options = options;
  }

  async connect(): Promise<void> {
    const { url, channel, listener } = this.#options;
    const { Client } = (await import('pg')).default;
    const client = new Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'modelyard-listen',
    });
    const lost = Promise.withResolvers<void>();
    client.on('error', () => lost.resolve());
    client.on('end', () => lost.resolve());
    client.on('notification', ({ payload }) => listener.onNotify(payload ?? ''));
    try {
      await withDeadline(client, timeoutMs, async () => {
        await client.connect();
        await client.query(`listen ${client.escapeIdentifier(channel)}`);
      });
    } catch (error) {
      client.connection.stream.destroy();
      throw error;
    }
    if (this.#closed.signal.aborted) return destroy(client);
    this.#client = client;
    const pulse = setInterval(() => void this.#check(client), pulseMs);
    pulse.unref();
    void lost.promise.then(() => {
      clearInterval(pulse);
      destroy(client);
      void this.#reconnect();
    });
  }

  /** Destroys the connection when there is no answer, which emits its `error` or `end`. */
  async #check(client: Client): Promise<void> {
    await withDeadline(client, timeoutMs, () => client.query('select 1')).catch(() =>
      destroy(client),
    );
  }

  async #reconnect(): Promise<void> {
    const { signal } = this.#closed;
    for (let pauseMs = shortestPauseMs; !signal.aborted; pauseMs = longer(pauseMs)) {
      try {
        await this.connect();
        this.#options.listener.onGap();
        return;
      } catch {
        await delay(pauseMs, undefined, { signal, ref: false }).catch(() => {});
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort();
    if (this.#client !== null) destroy(this.#client);
  }
}

function longer(pauseMs: number): number {
  return Math.min(pauseMs * 2, longestPauseMs);
}

/** Closes the socket at once; a server that is frozen would not answer a message. */
function destroy(client: Client): void {
  client.connection.stream.destroy();
}
