import { ConfigError } from '../config.ts';
import { AppError } from '../errors.ts';
import { StartupError } from '../startup-error.ts';

/** The arguments make no sense. */
export class UsageError extends Error {}

/**
 * Runs a command and says what went wrong: exit code 2 for arguments or an environment that make
 * no sense, 1 for what could not be done.
 */
export async function run(usage: string, command: () => Promise<void>): Promise<void> {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    console.log(usage);
    return;
  }
  try {
    await command();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const misused =
      error instanceof UsageError ||
      error instanceof ConfigError ||
      code.startsWith('ERR_PARSE_ARGS');
    const refused = error instanceof AppError || error instanceof StartupError;
    if (!misused && !refused) throw error;
    console.error(misused ? `${(error as Error).message}\n\n${usage}` : (error as Error).message);
    process.exitCode = misused ? 2 : 1;
  }
}
