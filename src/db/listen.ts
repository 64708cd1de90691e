import { setTimeout as delay } from 'node:timers/promises';
import type { PgliteConnection } from '@mikro-orm/pglite';
import type { Client } from 'pg';
import type { DatabaseLocation } from './location.ts';
import { type Orm, postgresTimeouts } from './open-orm.ts';

export interface Listener {
  readonly onNotify: (payload: string) => void;
  /** The connection was lost for a while: anything may have been announced meanwhile. */
  readonly onGap: () => void;
}

/** Starts to listen on a channel. What is announced after the promise resolves is heard. */
export type Listen = (channel: string, listener: Listener) => Promise<AsyncDisposable>;

export function listenOn(orm: Orm, location: DatabaseLocation): Listen {
  if (location.kind !== 'postgres') {
    return async (channel, { onNotify }) => {
      const connection = orm.em.getConnection() as unknown as PgliteConnection; // of this driver
      const client = await connection.getNativeClient();
      const unlisten = await client.listen(channel, onNotify);
      return { [Symbol.asyncDispose]: () => unlisten() };
    };
  }
  return async (channel, listener) => {
    const ear = new PostgresEar(location.url, channel, listener);
    await ear.connect();
    return ear;
  };
}

/** How often to look whether the other end is still there, in milliseconds. */
const pulseMs = 15_000;
const longestPauseMs = 5_000;

/** A connection of its own that does nothing but listen, and comes back when it is lost. */
class PostgresEar implements AsyncDisposable {
  readonly #url: string;
  readonly #channel: string;
  readonly #listener: Listener;
  readonly #closed = new AbortController();
  #client: Client | null = null;

  constructor(url: string, channel: string, listener: Listener) {
    this.#url = url;
    this.#channel = channel;
    this.#listener = listener;
  }

  async connect(): Promise<void> {
    const { Client } = (await import('pg')).default;
    const client = new Client({
      connectionString: this.#url,
      ...postgresTimeouts,
      query_timeout: postgresTimeouts.connectionTimeoutMillis,
      keepAlive: true,
      application_name: 'modelyard-listen',
    });
    const lost = Promise.withResolvers<void>();
    client.on('error', () => lost.resolve());
    client.on('end', () => lost.resolve());
    client.on('notification', ({ payload }) => this.#listener.onNotify(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.#channel)}`);
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
    if (this.#closed.signal.aborted) return client.end();
    this.#client = client;
    const pulse = setInterval(() => client.query('select 1').catch(() => lost.resolve()), pulseMs);
    pulse.unref();
    void lost.promise.then(() => {
      clearInterval(pulse);
      void client.end().catch(() => {});
      void this.#reconnect();
    });
  }

  async #reconnect(): Promise<void> {
    const { signal } = this.#closed;
    for (let pauseMs = 50; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        await this.connect();
        this.#listener.onGap();
        return;
      } catch {
        await delay(pauseMs, undefined, { signal, ref: false }).catch(() => {});
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort();
    await this.#client?.end().catch(() => {});
  }
}
