import type { Config } from '../../config.ts';
import type { Log } from '../../log.ts';
import { StartupError } from '../../startup-error.ts';
import type { KeyRotation } from './key-rotation.ts';

/**
 * Stops the start in production when stored secrets need a key that is not configured, because it
 * was removed too early or mistyped. Reports keys that have other bytes than before.
 *
 * @throws MissingKeysError
 */
export async function assertKeysPresent(
  rotation: KeyRotation,
  config: Config,
  log: Log,
): Promise<void> {
  for (const id of await rotation.findWrongKeys()) {
    log.error(
      { keyId: id },
      'ENCRYPTION_KEYS has another key with this ID than the one that encrypted stored credentials; correct it',
    );
  }
  const missing = await rotation.findMissingKeys();
  const unexplained = missing.filter((id) => !config.lostKeyIds.includes(id));
  if (unexplained.length === 0) return;
  const error = new MissingKeysError(unexplained);
  if (config.production) throw error;
  log.error({ missing: unexplained }, error.message);
}

/** Stored credentials need keys that are not in ENCRYPTION_KEYS. */
export class MissingKeysError extends StartupError {
  override name = 'MissingKeysError';
  constructor(ids: readonly string[]) {
    super(
      `ENCRYPTION_KEYS lacks ${ids.join(', ')}, which stored credentials still need. Add the key again and run "npm run keys -- rotate" before you remove it. If it is permanently lost, list it in ENCRYPTION_KEYS_LOST.`,
    );
  }
}
