import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import { locationOf } from '../db/location.ts';
import { applyMigrations, inspectSchema } from '../db/schema-state.ts';
import { run } from './run.ts';

const usage = `npm run migrate -- [--dry-run]

Applies the migrations that the database lacks. A server also does this when it starts.
--dry-run lists them, and changes nothing. Exit code 1 when a migration or the connection fails.`;

await run(usage, async () => {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
  const location = locationOf(loadConfig().config);
  const isDry = values['dry-run'];
  const names = isDry ? (await inspectSchema(location)).pending : await applyMigrations(location);
  for (const name of names) console.log(`${isDry ? 'pending' : 'applied'}: ${name}`);
  if (names.length === 0) console.log('The database has all migrations.');
});
