import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '../config.ts';
import { describeError } from '../log.ts';
import { StartupError } from '../startup-error.ts';
import { type Check, checksOf } from './doctor-checks.ts';
import { run } from './run.ts';

const usage = `npm run doctor

Checks the configuration, the database and its rights, migrations, stored credentials, Ollama, the
token issuer, the clock, and whether EGRESS_ALLOW permits the addresses of all remote models, which
it does not call.
Changes nothing and prints no secrets. Exit code 1 when a check fails.`;

await run(usage, async () => {
  parseArgs({ options: {} });
  const checks = configured();
  for (const check of checks) await perform(check);
});

/** Returns the checks of a configuration; none when it is invalid. */
function configured(): readonly Check[] {
  try {
    const { config, warnings } = loadConfig();
    for (const warning of warnings) print('warning', 'configuration', warning);
    print('ok', 'configuration', config.production ? 'valid, production' : 'valid, development');
    return checksOf(config);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const fault of error.faults) fail('configuration', fault);
    return [];
  }
}

async function perform({ name, check }: Check): Promise<void> {
  try {
    for (const { ok, text } of await check()) {
      if (ok) print('ok', name, text);
      else fail(name, text);
    }
  } catch (error) {
    const { type, code } = describeError(error);
    const known = error instanceof StartupError;
    fail(name, known ? error.message : `failed unexpectedly (${code ?? type})`);
  }
}

function fail(name: string, text: string): void {
  print('FAILED', name, text);
  process.exitCode = 1;
}

function print(result: string, name: string, text: string): void {
  console.log(`${result.padEnd(7)} ${name}: ${text}`);
}
