import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, type LoadedConfig, loadConfig } from '../config.ts';
import { InvalidInputError } from '../errors.ts';
import type { BuiltinAction, BuiltinStep } from '../services/builtins/builtin-plan.ts';
import { openAdministration } from './open-administration.ts';
import { run, UsageError } from './run.ts';

const usage = `npm run builtin -- apply [--dry-run] [--file PATH]

Applies the operator's file to the built-in models and routes. Default: BUILTIN_MODELS_FILE. Exit code 1
when it is invalid, and 2 for invalid arguments or settings.
--dry-run prints what would change, and changes nothing.`;

const actionLabels: Readonly<Record<BuiltinAction, string>> = {
  CREATE: 'create',
  UPDATE: 'update',
  RESTORE: 'restore',
  DELETE: 'delete',
  KEEP: 'keep',
  LEAVE_OVERRIDDEN: 'unchanged, because a mutation has changed it',
};

await run(usage, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false }, file: { type: 'string' } },
  });
  if (positionals.join(' ') !== 'apply') throw new UsageError('Name the command: apply.');
  const { config } = load(values.file);
  if (config.builtinModels === null)
    throw new UsageError('BUILTIN_MODELS_FILE is not set; set it or use --file.');
  await using stack = new AsyncDisposableStack();
  try {
    const { builtins } = await openAdministration(config, stack);
    print(await builtins.apply({ dryRun: values['dry-run'] }));
    if (values['dry-run']) console.log('Nothing was changed.');
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    for (const { path, message } of error.fields) {
      const at = nameOf(path.join('.'), values.file);
      console.error(at === '' ? message : `${at}: ${message}`);
    }
    console.error('The file is invalid; nothing was changed.');
    process.exitCode = 1;
  }
});

/** The configuration, with the file of `--file`. */
function load(file: string | undefined): LoadedConfig {
  if (file === undefined) return loadConfig();
  try {
    return loadConfig(undefined, { BUILTIN_MODELS_FILE: resolve(file) });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(error.faults.map((fault) => nameOf(fault, file)));
  }
}

/** Names the argument instead of the setting that it replaces. */
function nameOf(text: string, file: string | undefined): string {
  return file === undefined ? text : text.replace(/^BUILTIN_MODELS_FILE/, `--file ${file}`);
}

function print(steps: readonly BuiltinStep[]): void {
  for (const { id, action, fields } of steps) {
    const changed = fields.length === 0 ? '' : ` (${fields.join(', ')})`;
    console.log(`${id}: ${actionLabels[action]}${changed}`);
  }
  if (steps.length === 0) console.log('There are no built-in models.');
}
