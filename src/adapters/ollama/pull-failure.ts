/** Why a pull did not come to its end. */
export interface PullFailureDetails {
  /** Whether trying again may help, without anybody doing anything about it. */
  readonly retryable: boolean;
  /** Whether Ollama itself could not be reached: nothing was tried. */
  readonly unreachable?: boolean;
}

/** A pull that failed. Its message is for people, in our words. */
export class PullFailure extends Error {
  readonly retryable: boolean;
  readonly unreachable: boolean;
  constructor(message: string, { retryable, unreachable = false }: PullFailureDetails) {
    super(message);
    this.name = 'PullFailure';
    this.retryable = retryable;
    this.unreachable = unreachable;
  }
}

/** What Ollama writes, and what it means. Its texts may name files and hosts of the operator's. */
const known: readonly (readonly [RegExp, string, boolean])[] = [
  [/file does not exist|\b404\b/i, 'The registry has no such model.', false],
  [/\b412\b|newer version/i, 'The model needs a newer Ollama.', false],
  [/invalid model name/i, 'Ollama does not accept this name.', false],
  [/\b40[13]\b|unauthorized|forbidden/i, 'The registry does not give this model to us.', false],
  [
    /server gave HTTP response to HTTPS/i,
    'The registry does not speak HTTPS; the operator has to permit it as an http:// registry.',
    false,
  ],
  [/no space left/i, "The disk of Ollama's machine is full.", false],
  [/permission denied|read-only file system/i, 'Ollama cannot write its files.', false],
  [/digest mismatch/i, 'A part arrived damaged, and has to be downloaded again.', true],
  [/no such host|lookup /i, "The registry's address cannot be found.", true],
  [/max retries exceeded|timeout|reset|refused|EOF|50\d/i, 'The registry cannot be reached.', true],
];

/** What an error text of Ollama means for a pull. */
export function pullFailureOf(text: string): PullFailure {
  const found = known.find(([pattern]) => pattern.test(text));
  if (found === undefined) return new PullFailure('Ollama could not pull it.', { retryable: true });
  const [, message, retryable] = found;
  return new PullFailure(message, { retryable });
}
