import { UnauthenticatedError } from '../errors.ts';

/** The part of a token that was not accepted, for the log of the operator. */
export interface Rejection {
  /** Name of a claim or a header, or `signature`. */
  readonly claim: string;
  /** Setting that the claim was compared with; null for none. */
  readonly setting: string | null;
  /** Begins with a verb, such as `is missing`. Contains no value. */
  readonly problem: string;
}

/** A token that is not accepted. Its message is for the client. */
export class RejectedTokenError extends UnauthenticatedError {
  readonly rejection: Rejection;
  constructor(message: string, rejection: Rejection) {
    super(message);
    this.rejection = rejection;
  }
}
