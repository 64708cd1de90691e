/** The server cannot start. The message is one sentence that names the setting and the fix. */
export class StartupError extends Error {
  override name = 'StartupError';
}
