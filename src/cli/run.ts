import { ConfigError } from '../config.ts';
import { AppError } from '../errors.ts';
import { StartupError } from '../startup-error.ts';

/** The arguments are invalid. */
export class UsageError extends Error {}

/**
 * Runs a command and prints its errors. The exit code is 2 for invalid arguments or an invalid
 * environment, and 1 for a command that failed.
 */
export async function run(usage: string, command: () => Promise<void>): Promise<void> {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    console.log(usage);
    return;
  }
  // The reader of the output, such as "head", may have ended.
  process.stdout.on('error', () => process.exit());
  try {
    await command();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const isUsageError =
      error instanceof UsageError ||
      error instanceof ConfigError ||
      code.startsWith('ERR_PARSE_ARGS');
    const isKnownError = error instanceof AppError || error instanceof StartupError;
    if (!isUsageError && !isKnownError) throw error;
    console.error(
      isUsageError ? `${(error as Error).message}\n\n${usage}` : (error as Error).message,
    );
    process.exitCode = isUsageError ? 2 : 1;
  }
  // A connection that PostgreSQL has not accepted would keep the process running. The callback
  // follows all earlier writes.
  process.stdout.write('', () => process.exit());
}
