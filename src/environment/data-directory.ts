import { spawnSync } from 'node:child_process';

/** Longer than the check takes on a busy disk, in milliseconds. */
const defaultTimeoutMs = 5_000;

/** Executes the operations that the server needs, and prints the system's code of an error. */
const probe = `
const { mkdirSync, writeFileSync, linkSync, readFileSync, rmSync } = require('node:fs');
const [dataDir, ...files] = process.argv.slice(1);
const fresh = dataDir + '/probe.' + process.pid;
try {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(fresh, 'probe', { mode: 0o600, flag: 'wx' });
  linkSync(fresh, fresh + '.link');
} catch (error) {
  process.stdout.write(error.code);
} finally {
  for (const file of [fresh, fresh + '.link']) {
    try { rmSync(file, { force: true }); } catch {}
  }
}
for (const file of files) {
  try { readFileSync(dataDir + '/' + file); } catch {} // only whether it returns
}
`;

/**
 * Creates the data directory, and checks that it can be written. A child process does it, because a
 * call into a file system that does not respond cannot be interrupted.
 *
 * @throws Error. Its message completes a sentence that begins with DATA_DIR.
 */
export function assertUsableDataDirectory(dataDir: string, timeoutMs = defaultTimeoutMs): void {
  const { stdout, error, status } = spawnSync(
    process.execPath,
    ['-e', probe, '--', dataDir, 'secrets.json', 'modelyard.lock'],
    {
      encoding: 'utf8',
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {},
    },
  );
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT') {
    throw new Error(
      `does not respond within ${timeoutMs / 1_000} seconds; check its disk or network mount, or choose another directory`,
    );
  }
  if (stdout === '' && error === undefined && status === 0) return;
  const code = stdout === '' ? 'the check failed' : stdout;
  throw new Error(
    `cannot be written (${code}); choose a directory in which this user can create files and links`,
  );
}
