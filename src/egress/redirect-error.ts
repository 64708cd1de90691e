/**
 * A response that redirects to another address. It is not followed, because the other address has
 * not been checked, and because the request's credential belongs to the first one.
 */
export class RedirectError extends Error {
  override name = 'RedirectError';
  readonly httpStatus: number;
  constructor(httpStatus: number) {
    super('The response is a redirect, which is not followed.');
    this.httpStatus = httpStatus;
  }
}

/** Whether an HTTP status is one of the class "Redirection" (RFC 9110, section 15.4). */
export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
