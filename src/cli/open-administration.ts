import { createOllamaInventory } from '../adapters/ollama/index.ts';
import type { Config } from '../config.ts';
import { Database } from '../db/database.ts';
import { locationOf } from '../db/location.ts';
import { createGuardedFetch } from '../egress/guarded-fetch.ts';
import { type Administration, createAdministration } from '../services/create-administration.ts';

/** Opens the database and creates the services of a command. Disposing `stack` closes them. */
export async function openAdministration(
  config: Config,
  stack: AsyncDisposableStack,
): Promise<Administration> {
  const database = stack.use(await Database.open(locationOf(config)));
  const { baseUrl } = config.ollama;
  const { fetch } = stack.use(createGuardedFetch({ allow: [new URL(baseUrl).host] }));
  const inventory = createOllamaInventory({ baseUrl, fetch });
  return createAdministration({ config, database, inventory, now: () => new Date() });
}
