import { createOllamaInventory } from '../adapters/ollama/index.ts';
import { fetchKeySet } from '../auth/fetch-key-set.ts';
import type { Config } from '../config.ts';
import { Database } from '../db/database.ts';
import { locationOf } from '../db/location.ts';
import { Model } from '../db/model.entity.ts';
import { inspectSchema, type SchemaState } from '../db/schema-state.ts';
import { checkDestination } from '../egress/check-destination.ts';
import { createGuardedFetch } from '../egress/guarded-fetch.ts';
import { createAdministration } from '../services/create-administration.ts';

/** One line of the report. */
export interface Finding {
  readonly ok: boolean;
  readonly text: string;
}

export interface Check {
  readonly name: string;
  /** @throws StartupError when the check fails. Its message is reported. */
  readonly check: () => Promise<readonly Finding[]>;
}

const ok = (text: string): Finding => ({ ok: true, text });
const failed = (text: string): Finding => ({ ok: false, text });

/** Maximum difference between the clocks of server and database, as for tokens. */
const maxSkewMs = 60_000;

/** Returns the checks that do not need a running server. */
export function checksOf(config: Config): readonly Check[] {
  const location = locationOf(config);
  let state: Promise<SchemaState> | null = null;
  const schema = () => {
    state ??= inspectSchema(location);
    return state;
  };
  // Opening the database would apply pending migrations.
  const isMigrated = async () => (await schema().catch(() => null))?.pending.length === 0;
  // The check of the database has reported why it cannot be opened.
  const ifOpen = (find: (state: SchemaState) => Finding) => schema().then(find, () => skipped);
  return [
    { name: 'database', check: async () => [ofRights(await schema())] },
    { name: 'migrations', check: async () => [await ifOpen(ofMigrations)] },
    { name: 'clock', check: async () => [await ifOpen(ofClock)] },
    {
      name: 'stored credentials',
      check: async () => ((await isMigrated()) ? checkSecrets(config) : [skipped]),
    },
    { name: 'Ollama', check: async () => [await checkOllama(config)] },
    { name: 'token issuer', check: async () => [await checkIssuer(config)] },
    {
      name: 'egress',
      check: async () => ((await isMigrated()) ? checkEgress(config) : [skipped]),
    },
  ];
}

const skipped = failed('not checked, because the database is not usable or lacks migrations');

function ofRights({ version, missingRights }: SchemaState): Finding {
  if (missingRights.length === 0) return ok(`PostgreSQL ${version}, with the rights it needs`);
  return failed(`the user of DATABASE_URL must be able to ${missingRights.join(', and to ')}`);
}

function ofMigrations({ pending }: SchemaState): Finding {
  if (pending.length === 0) return ok('all are applied');
  return failed(`${pending.length} pending; run "npm run migrate" or start the server`);
}

function ofClock({ clockSkewMs }: SchemaState): Finding {
  const differs = `differs from the clock of the database by ${clockSkewMs} ms`;
  if (Math.abs(clockSkewMs) <= maxSkewMs) return ok(differs);
  return failed(`${differs}; synchronise both with NTP, because tokens expire by it`);
}

async function checkSecrets(config: Config): Promise<Finding[]> {
  await using database = await Database.open(locationOf(config));
  const inventory = createOllamaInventory({ baseUrl: config.ollama.baseUrl, fetch: noFetch });
  const now = () => new Date();
  const { rotation } = createAdministration({ config, database, inventory, now });
  const { unreadable } = await rotation.inspect();
  if (unreadable.length === 0) return [ok('all can be decrypted')];
  return [
    failed(`${unreadable.length} cannot be decrypted; run "npm run keys -- status" for the list`),
  ];
}

const noFetch: typeof globalThis.fetch = () => Promise.reject(new Error('No request is sent.'));

async function checkOllama({ ollama }: Config): Promise<Finding> {
  const { baseUrl, optional } = ollama;
  await using guard = createGuardedFetch({ allow: [new URL(baseUrl).host] });
  const inventory = createOllamaInventory({ baseUrl, fetch: guard.fetch });
  try {
    return ok(`version ${await inventory.version()}`);
  } catch {
    const text = 'cannot be reached at OLLAMA_BASE_URL; start it, or correct the setting';
    return optional ? ok(`${text} (OLLAMA_OPTIONAL=true)`) : failed(text);
  }
}

async function checkIssuer({ jwt: { key } }: Config): Promise<Finding> {
  if (key.kind !== 'jwks') return ok('not needed, because tokens are verified with a local key');
  await using guard = createGuardedFetch({ allow: [new URL(key.url).host] });
  try {
    const { keys } = (await fetchKeySet(key.url, guard.fetch)) as { keys?: unknown };
    if (Array.isArray(keys) && keys.length > 0)
      return ok(`number of published keys: ${keys.length}`);
    return failed('JWT_JWKS_URL returned no keys; correct the URL');
  } catch (error) {
    const { message, cause } = error as Error;
    const { code } = (cause ?? {}) as NodeJS.ErrnoException;
    return failed(
      `JWT_JWKS_URL cannot be fetched (${code ?? message}); check the URL, the network and the certificate`,
    );
  }
}

async function checkEgress(config: Config): Promise<Finding[]> {
  await using database = await Database.open(locationOf(config));
  const models = await database.asPlatform((em) =>
    em.find(
      Model,
      { source: 'REMOTE', deletedAt: null, baseUrl: { $ne: null } },
      { filters: false, fields: ['id', 'baseUrl'] },
    ),
  );
  const findings: Finding[] = [];
  for (const { id, baseUrl } of models) {
    const reason = await checkDestination(baseUrl ?? '', config.egressAllow);
    if (reason !== null) findings.push(failed(`model ${id}: ${reason}`));
  }
  if (findings.length > 0) return findings;
  return [ok(`the addresses of all ${models.length} remote models are allowed`)];
}
