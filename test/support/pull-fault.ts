/** What can go wrong with a pull. `share`: when so much of all bytes has come. */
export type PullFault =
  /** The connection breaks, or a word from Ollama ends it. */
  | { readonly kind: 'cut'; readonly share: number }
  | { readonly kind: 'error'; readonly share: number; readonly text: string }
  /** A line that is no JSON. */
  | { readonly kind: 'bad-line'; readonly share: number }
  /** Nothing more is said, or the same line without numbers for ever. */
  | { readonly kind: 'silent'; readonly share: number }
  | { readonly kind: 'zero'; readonly share: number }
  /** Half of a layer is thrown away. */
  | { readonly kind: 'rollback'; readonly share: number }
  /** What has come is damaged, takes long to be checked, or is not there although it succeeded. */
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'slow-verify'; readonly ms: number }
  | { readonly kind: 'unlisted' }
  /** It is refused at once. */
  | { readonly kind: 'status'; readonly status: number };
