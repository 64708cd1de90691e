import { UpstreamError, type UpstreamFailure } from '../../errors.ts';
import type { ChatCompletionView } from './chat-event.ts';

/** Reports to a waiting caller that a completion has failed. */
export class FailedCompletionError extends UpstreamError {
  /** The failed completion, with the part of the response that was received. */
  readonly completion: ChatCompletionView;

  constructor(completion: ChatCompletionView, failure: UpstreamFailure) {
    super(failure);
    this.completion = completion;
  }
}
