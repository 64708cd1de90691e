import { ConfigError } from '../config.ts';
import { DataDirectoryInUseError } from '../db/data-directory-lock.ts';
import { AppError } from '../errors.ts';

/** The arguments are invalid. */
export class UsageError extends Error {}

/**
 * Runs a command and prints its errors. The exit code is 2 for invalid arguments or an invalid
 * environment, and 1 for a command that failed.
 */
export async function run(usage: string, command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const isUsageError =
      error instanceof UsageError ||
      error instanceof ConfigError ||
      code.startsWith('ERR_PARSE_ARGS');
    const isKnownError = error instanceof AppError || error instanceof DataDirectoryInUseError;
    if (!isUsageError && !isKnownError) throw error;
    console.error(
      isUsageError ? `${(error as Error).message}\n\n${usage}` : (error as Error).message,
    );
    process.exitCode = isUsageError ? 2 : 1;
  }
}
