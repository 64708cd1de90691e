import { setTimeout as delay, setInterval } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Listener } from './listen.ts';
import { withDeadline } from './with-deadline.ts';

const minDelayMs = 50;
const maxDelayMs = 1_000;

export interface PostgresListenerOptions {
  readonly url: string;
  readonly channel: string;
  readonly listener: Listener;
  /** How often to check that the server responds, in milliseconds. @default 5000 */
  readonly checkIntervalMs?: number;
  /** Timeout of the check and of connecting, in milliseconds. @default 3000 */
  readonly timeoutMs?: number;
}

/** A dedicated connection that only listens. It reconnects when the connection is lost. */
export class PostgresListener implements AsyncDisposable {
  readonly #options: Required<PostgresListenerOptions>;
  readonly #closed = new AbortController();
  #client: Client | null = null;

  constructor(options: PostgresListenerOptions) {
    this.#options = { checkIntervalMs: 5_000, timeoutMs: 3_000, ...options };
  }

  async connect(): Promise<void> {
    const { url, channel, listener, timeoutMs } = this.#options;
    const { Client } = (await import('pg')).default;
    const client = new Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'modelyard-listen',
    });
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    client.on('end', () => lost.abort());
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
    if (lost.signal.aborted) throw new Error('Connection terminated unexpectedly');
    this.#client = client;
    lost.signal.addEventListener('abort', () => {
      destroy(client);
      void this.#reconnect();
    });
    void this.#check(client, lost.signal);
  }

  /**
   * Destroys the connection when the server does not respond; the client then emits `error` or
   * `end`.
   */
  async #check(client: Client, signal: AbortSignal): Promise<void> {
    const { checkIntervalMs, timeoutMs } = this.#options;
    try {
      for await (const _ of setInterval(checkIntervalMs, undefined, { signal, ref: false })) {
        await withDeadline(client, timeoutMs, () => client.query('select 1'));
      }
    } catch {
      destroy(client);
    }
  }

  async #reconnect(): Promise<void> {
    const { signal } = this.#closed;
    for (let delayMs = minDelayMs; !signal.aborted; delayMs = nextDelay(delayMs)) {
      try {
        await this.connect();
        this.#options.listener.onGap();
        return;
      } catch {
        await delay(delayMs, undefined, { signal, ref: false }).catch(() => {});
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort();
    if (this.#client !== null) destroy(this.#client);
  }
}

function nextDelay(delayMs: number): number {
  return Math.min(delayMs * 2, maxDelayMs);
}

/** Closes the socket immediately, because a frozen server would not respond to a message. */
function destroy(client: Client): void {
  client.connection.stream.destroy();
}
