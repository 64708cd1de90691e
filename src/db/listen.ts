import type { FailureReports } from './failure-reports.ts';
import type { DatabaseLocation } from './location.ts';
import { type Orm, pgliteOf } from './open-orm.ts';
import { PostgresListener } from './postgres-listener.ts';

export interface Listener {
  readonly onNotify: (payload: string) => void;
  /** Called after a lost connection: notifications may have been missed. */
  readonly onGap: () => void;
}

/**
 * Starts to listen on a channel. All notifications after the promise resolves are received.
 *
 * @throws OverloadedError when the database cannot be reached.
 */
export type Listen = (channel: string, listener: Listener) => Promise<AsyncDisposable>;

export interface ListenOnOptions {
  readonly orm: Orm;
  readonly location: DatabaseLocation;
  readonly failures: FailureReports;
}

export function listenOn({ orm, location, failures }: ListenOnOptions): Listen {
  if (location.kind !== 'postgres') {
    return async (channel, { onNotify }) => {
      const client = await pgliteOf(orm);
      const unlisten = await client.listen(channel, onNotify);
      return { [Symbol.asyncDispose]: () => unlisten() };
    };
  }
  return async (channel, listener) => {
    const connection = new PostgresListener({ url: location.url, channel, listener });
    try {
      await connection.connect();
    } catch (error) {
      throw failures.describe(error);
    }
    return connection;
  };
}
