import {
  CredentialError,
  DestinationNotAllowedError,
  UpstreamError,
  type UpstreamFailure,
} from '../../errors.ts';

/** One step of a model test. */
export interface ModelTestStep {
  readonly name: ModelTestStepName;
  readonly ok: boolean;
  /** Whole milliseconds; null when the duration belongs to another step. */
  readonly durationMs: number | null;
  /** Human-readable result; null when there is none. */
  readonly detail: string | null;
  readonly error: UpstreamFailure | null;
}

/** In the order in which the steps run. */
export const modelTestStepNames = [
  'ADDRESS',
  'CONNECTION',
  'CREDENTIAL',
  'MODEL',
  'ANSWER',
  'VISION',
  'TOOLS',
  'THINKING',
  'JSON_SCHEMA',
] as const;
export type ModelTestStepName = (typeof modelTestStepNames)[number];

const credentialReasons: readonly string[] = [
  'CREDENTIAL_REJECTED',
  'PERMISSION_DENIED',
  'QUOTA_EXHAUSTED',
];

/** Derives the steps `credential` and `model` from the step `answer`. */
export function judge(answered: ModelTestStep): ModelTestStep[] {
  const fine = (name: ModelTestStepName, detail: string): ModelTestStep => ({
    name,
    ok: true,
    durationMs: null,
    detail,
    error: null,
  });
  const reason = answered.error?.reason ?? '';
  if (credentialReasons.includes(reason)) return [{ ...answered, name: 'CREDENTIAL' }];
  const credential = fine('CREDENTIAL', 'The server accepts the credential, or requires none.');
  if (reason === 'MODEL_MISSING') return [credential, { ...answered, name: 'MODEL' }];
  return [credential, fine('MODEL', 'The server has the model.'), answered];
}

/** Runs one step and measures it. @throws the signal's reason when it is aborted. */
export async function attempt(
  name: ModelTestStepName,
  work: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<ModelTestStep> {
  const start = performance.now();
  try {
    const detail = await work();
    return step(name, start, { detail: typeof detail === 'string' ? detail : null });
  } catch (error) {
    signal.throwIfAborted();
    return step(name, start, { error: failureOf(error) });
  }
}

export function step(
  name: ModelTestStepName,
  start: number,
  { detail = null, error = null }: Partial<Pick<ModelTestStep, 'detail' | 'error'>>,
): ModelTestStep {
  return {
    name,
    ok: error === null,
    durationMs: Math.round(performance.now() - start),
    detail,
    error,
  };
}

/** @throws the error itself when it is unexpected. */
export function failureOf(error: unknown): UpstreamFailure {
  if (error instanceof UpstreamError) return error.toFailure();
  if (error instanceof DestinationNotAllowedError) {
    const { message, code } = error;
    return new UpstreamError({
      code,
      reason: 'UNAVAILABLE',
      message,
      retryable: false,
    }).toFailure();
  }
  if (error instanceof CredentialError) {
    const { message } = error;
    const reason = 'CREDENTIAL_REJECTED';
    return new UpstreamError({ reason, message, retryable: false }).toFailure();
  }
  throw error;
}
