import type { UpstreamErrorReason } from '../errors.ts';

/**
 * Error texts for a prompt that does not fit the model's context. Most servers send HTTP 400 with a
 * general type, so that only the text identifies this error. Each pattern requires a prompt, an
 * input or a context and its size: a `max_tokens` or an image that is too large is another error.
 */
const contextLength: readonly RegExp[] = [
  // "This model's maximum context length is 8192 tokens", "exceeds the context window"
  /\bcontext[ _-]?(?:length|window|size|limit)/,
  // "prompt is too long: 210000 tokens > 200000 maximum", "input (5001 tokens) is too large"
  /\b(?:prompt|inputs?|input text)(?: \([^)]{0,60}\))?(?: is| are)?[ _]too[ _](?:long|large)\b/,
  // "input token count (1200000) exceeds the maximum", "Prompt exceeds max length"
  /\b(?:prompt|inputs?)\b(?! (?:image|audio|video|file|url|param|field|value))[^.;]{0,60}\b(?:exceed(?:s|ed)?|longer than|larger than|too large for)\b[^.;]{0,60}(?:max|limit|length|context|token)/,
  // "exceeded model token limit", "exceeds the token limit"
  /\bexceed(?:s|ed|ing)?\b[^.;]{0,30}\btoken limit\b/,
  // "This model's maximum prompt length is 131072"
  /\bmax(?:imum)? (?:prompt|input) (?:length|tokens)\b/,
  // "too many tokens", "too_many_prompt_tokens"
  /\btoo[ _]many[ _](?:prompt[ _]|input[ _])?tokens\b/,
  // "The total length of all messages is too long.", "Total tokens of image and text exceed max"
  /\btotal (?:length|tokens) of\b[^.;]{0,60}\b(?:too long|exceeds?)\b/,
  // "Please reduce the length of the messages"
  /\b(?:reduce|shorten)\b[^.;]{0,20}\b(?:length|size) of (?:the |your )?(?:messages?|prompt|input)\b/,
  // "Range of input length should be [1, 30720]"
  /\brange of input length\b/,
  // "`inputs` must have less than 4096 tokens", "`inputs` tokens + `max_new_tokens` must be <=
  // 4097"
  /\binputs?`? (?:must have less than \d|tokens \+)/,
  /\btokens[ _]limit[ _]reached\b/,
];

/** Error texts for a request that the model or the server does not support. */
const unsupported: readonly RegExp[] = [
  /\bdoes not support\b/,
  /\b(?:image|audio|video|vision|multimodal|tool|function|thinking|reasoning|embedding|rerank|schema)\w*\b[^.;]{0,60}\b(?:is|are) not supported\b/,
];

/** Error texts for a suffix that the model does not support. */
const suffixUnsupported: readonly RegExp[] = [
  // Ollama
  /\bdoes not support insert\b/,
  // vLLM
  /\bsuffix\b[^.;]{0,60}\bnot (?:currently |yet )?supported\b/,
  // "Unrecognized request argument supplied: suffix"
  /\b(?:unrecognized|unknown|unsupported|unexpected)\b[^.;]{0,60}\bsuffix\b/,
];

/** Characters of an error text that are matched, to limit the time. */
const maxTextLength = 4_000;

/** Returns the reason that an error text states; null when the text is not known. */
export function reasonOfText(text: string): UpstreamErrorReason | null {
  const start = text.slice(0, maxTextLength).toLowerCase();
  if (contextLength.some((pattern) => pattern.test(start))) return 'CONTEXT_LENGTH';
  return [...suffixUnsupported, ...unsupported].some((pattern) => pattern.test(start))
    ? 'UNSUPPORTED'
    : null;
}

/**
 * Returns a message that is more specific than that of the reason; undefined when there is none.
 */
export function messageOfText(text: string): string | undefined {
  const start = text.slice(0, maxTextLength).toLowerCase();
  if (!suffixUnsupported.some((pattern) => pattern.test(start))) return undefined;
  return 'The model does not support a suffix. Leave out the suffix, or use a model that can fill in the middle.';
}

/**
 * Whether a status leaves the cause open, so that the text decides. llama-server sends 500 for any
 * cause.
 */
export function isAmbiguousStatus(status: number | undefined): boolean {
  return status === undefined || [400, 413, 422, 500].includes(status);
}
