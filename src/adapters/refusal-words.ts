import type { UpstreamErrorReason } from '../errors.ts';

/**
 * What servers write when a prompt does not fit. Most send HTTP 400 with a general type, so that
 * only the words say it. Each pattern names a prompt, an input or a context, and its size: a
 * `max_tokens` or an image that is too large is another fault.
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
  // "`inputs` must have less than 4096 tokens", "`inputs` tokens + `max_new_tokens` must be <= 4097"
  /\binputs?`? (?:must have less than \d|tokens \+)/,
  /\btokens[ _]limit[ _]reached\b/,
];

/** What servers write of something that the model or the server cannot do. */
const unsupported: readonly RegExp[] = [
  /\bdoes not support\b/,
  /\b(?:image|audio|video|vision|multimodal|tool|function|thinking|reasoning|embedding|rerank|schema)\w*\b[^.;]{0,60}\b(?:is|are) not supported\b/,
];

/** What servers write when a model cannot fill the gap before a suffix. */
const suffixUnsupported: readonly RegExp[] = [
  // Ollama
  /\bdoes not support insert\b/,
  // vLLM
  /\bsuffix\b[^.;]{0,60}\bnot (?:currently |yet )?supported\b/,
  // "Unrecognized request argument supplied: suffix"
  /\b(?:unrecognized|unknown|unsupported|unexpected)\b[^.;]{0,60}\bsuffix\b/,
];

/** More than any message needs to say what it is about. */
const longestWords = 4_000;

/** What the words of a refusal say more than its status; null when they do not. */
export function reasonOfWords(text: string): UpstreamErrorReason | null {
  const words = text.slice(0, longestWords).toLowerCase();
  if (contextLength.some((pattern) => pattern.test(words))) return 'CONTEXT_LENGTH';
  return [...suffixUnsupported, ...unsupported].some((pattern) => pattern.test(words))
    ? 'UNSUPPORTED'
    : null;
}

/** A message for a refusal whose words say more than its reason; undefined for others. */
export function messageOfWords(text: string): string | undefined {
  const words = text.slice(0, longestWords).toLowerCase();
  if (!suffixUnsupported.some((pattern) => pattern.test(words))) return undefined;
  return 'The model does not support a suffix. Leave out the suffix, or use a model that can fill in the middle.';
}

/** Whether a status leaves open what was wrong with the request. llama-server sends 500 for that. */
export function isGeneralStatus(status: number | undefined): boolean {
  return status === undefined || [400, 413, 422, 500].includes(status);
}
