/** Properties of a failed download. */
export interface PullFailureDetails {
  /** Whether a retry can succeed without a change by the operator or the caller. */
  readonly retryable: boolean;
  /** Whether Ollama could not be reached, so that the download has not started. */
  readonly unreachable?: boolean;
}

/** A download that failed. Its message is human-readable and written by Modelyard. */
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

/**
 * Maps error texts of Ollama to messages, because its texts can contain files and hosts of the
 * operator.
 */
const known: readonly (readonly [RegExp, string, boolean])[] = [
  [/file does not exist|\b404\b/i, 'The registry has no such model.', false],
  [/\b412\b|newer version/i, 'The model requires a newer version of Ollama.', false],
  [/invalid model name/i, 'Ollama does not accept this name.', false],
  [/\b40[13]\b|unauthorized|forbidden/i, 'The registry denied access to this model.', false],
  [
    /server gave HTTP response to HTTPS/i,
    'The registry does not support HTTPS; to permit HTTP, list it with http:// in OLLAMA_REGISTRIES.',
    false,
  ],
  [/no space left/i, 'The disk of the Ollama server is full.', false],
  [/permission denied|read-only file system/i, 'Ollama cannot write its files.', false],
  [
    /digest mismatch/i,
    'The digest of a layer does not match; the layer has to be downloaded again.',
    true,
  ],
  [/no such host|lookup /i, 'The host name of the registry cannot be resolved.', true],
  [/max retries exceeded|timeout|reset|refused|EOF|50\d/i, 'The registry cannot be reached.', true],
];

/** Converts an error text of Ollama. */
export function pullFailureOf(text: string): PullFailure {
  const found = known.find(([pattern]) => pattern.test(text));
  if (found === undefined)
    return new PullFailure('Ollama could not download the model.', { retryable: true });
  const [, message, retryable] = found;
  return new PullFailure(message, { retryable });
}
