/** A failure of a download. `share` is the part of all bytes after which it happens. */
export type PullFault =
  /** The connection breaks, or an error message of Ollama ends the download. */
  | { readonly kind: 'cut'; readonly share: number }
  | { readonly kind: 'error'; readonly share: number; readonly text: string }
  /** A line that is not JSON. */
  | { readonly kind: 'bad-line'; readonly share: number }
  /** No further message, or the same message without numbers without end. */
  | { readonly kind: 'silent'; readonly share: number }
  | { readonly kind: 'zero'; readonly share: number }
  /** Half of a layer is discarded. */
  | { readonly kind: 'rollback'; readonly share: number }
  /**
   * The layers are damaged, take long to verify, or are missing although the download succeeded.
   */
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'slow-verify'; readonly ms: number }
  | { readonly kind: 'unlisted' }
  /** Ollama rejects the request immediately. */
  | { readonly kind: 'status'; readonly status: number };
