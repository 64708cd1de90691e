import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import type { KeyRotation, KeyStatus, KeyUse } from '../services/keys/key-rotation.ts';
import { openAdministration } from './open-administration.ts';
import { run, UsageError } from './run.ts';

const usage = `npm run keys -- status | rotate

status  shows how many stored values need each key, and lists values that cannot be decrypted (exit code 1).
rotate  encrypts all values again with the first key of ENCRYPTION_KEYS. It can be interrupted and run again.`;

await run(usage, async () => {
  const { positionals } = parseArgs({ allowPositionals: true, options: {} });
  const [command] = positionals;
  if (positionals.length !== 1 || (command !== 'status' && command !== 'rotate')) {
    throw new UsageError('Name the command: status or rotate.');
  }
  const { config } = loadConfig();
  await using stack = new AsyncDisposableStack();
  const { rotation } = await openAdministration(config, stack);
  if (command === 'rotate') await rotate(rotation);
  const status = await rotation.inspect();
  print(status);
  if (status.unreadable.length > 0) process.exitCode = 1;
});

async function rotate(rotation: KeyRotation): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  let printed = '';
  const { resealed, total } = await rotation.rotate((progress) => {
    const line = `${progress.resealed} of ${progress.total} encrypted again`;
    if (line !== printed) console.log(line);
    printed = line;
  }, stop.signal);
  if (stop.signal.aborted)
    console.log(`Stopped after ${resealed} of ${total}; run the command again to continue.`);
}

function print({ keys, unreadable }: KeyStatus): void {
  for (const key of keys) console.log(`${key.id}: ${describe(key)}`);
  for (const { table, id, tenantId, column, keyId } of unreadable) {
    const field = column === 'sealed_api_key' ? 'API key' : 'headers';
    const what = table === 'model' ? `${field} of model ${id}` : `API key ${id}`;
    const needs = keyId === null ? 'damaged' : `encrypted with ${keyId}`;
    console.log(`cannot be decrypted: ${what} of tenant ${tenantId}, ${needs}`);
  }
}

function describe({ isSealing, isConfigured, secrets }: KeyUse): string {
  const needed = secrets === 0 ? 'no stored value needs it' : `${secrets} stored values need it`;
  if (isSealing) return `encrypts new values; ${needed}`;
  if (!isConfigured) return `missing from ENCRYPTION_KEYS; ${needed}`;
  return secrets === 0 ? `${needed}, it can be removed` : `${needed}, it must not be removed`;
}
