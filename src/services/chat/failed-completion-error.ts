import { UpstreamError, type UpstreamFailure } from '../../errors.ts';
import type { ChatCompletionView } from './chat-event.ts';

/** A completion that has failed, reported to the caller that waits for it. */
export class FailedCompletionError extends UpstreamError {
  /** The completion, with what was received. */
  readonly completion: ChatCompletionView;

  constructor(completion: ChatCompletionView, failure: UpstreamFailure) {
    super(failure);
    this.completion = completion;
  }
}
