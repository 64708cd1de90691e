import { parentPort, workerData } from 'node:worker_threads';
import { type DatabaseProxy, startDatabaseProxy } from '../../support/database-proxy.ts';
import { GraphqlClient } from '../../support/graphql-client.ts';
import { ListModels } from '../../support/operations.ts';

/**
 * Counts the statements that reach the database, and sends queries of another tenant between `start`
 * and `stop`. Runs in a separate thread, so that the subscribers do not slow it down.
 */
export type ProbeMessage =
  | { readonly kind: 'count' }
  | { readonly kind: 'start'; readonly origin: string; readonly token: string | null }
  | { readonly kind: 'stop' };

const { databaseUrl } = workerData as { databaseUrl: string | null };
const proxy: DatabaseProxy | null =
  databaseUrl === null ? null : await startDatabaseProxy(databaseUrl);
let running = false;

parentPort?.on('message', (message: ProbeMessage) => {
  running = message.kind === 'start';
  if (message.kind === 'start') void ask(new GraphqlClient(message.origin, message.token));
  if (message.kind === 'count') parentPort?.postMessage(proxy?.statements.splice(0) ?? []);
});
parentPort?.postMessage(proxy?.url ?? '');

async function ask(client: GraphqlClient): Promise<void> {
  let slowest = 0;
  let failures = 0;
  while (running) {
    const start = performance.now();
    const { errors } = await client.execute(ListModels, { first: 1 });
    if (errors !== undefined) failures += 1;
    slowest = Math.max(slowest, performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  parentPort?.postMessage({ slowest, failures });
}
