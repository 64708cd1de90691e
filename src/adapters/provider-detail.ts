import type { ChatTarget } from './chat-adapter.ts';

/** What a call sends that its provider's words must not give away. */
export type SentSecrets = Pick<ChatTarget, 'apiKey' | 'headers' | 'baseUrl'>;

/** Characters of the detail of an error. */
const longestDetail = 300;
/** Characters that are scrubbed; the rest is dropped unread. */
const longestWords = 4_000;
/** A word is redacted when it shares this many characters in a row with a secret. */
const sharedLength = 8;
/** A masked key, such as `sk-a****wxyz`, is redacted when this much of its start or end is right. */
const maskedLength = 2;
/** Shorter values cannot be told from ordinary words. */
const shortestSecret = 4;
/** Shorter header values end in ordinary words, such as `application/json`. */
const shortestToken = 16;

const redacted = '[redacted]';

/**
 * The provider's own words, made safe to return to callers: without secrets, control characters and
 * markup, on one line of at most 300 characters. Secrets are found by value: as they were sent, in
 * common encodings, cut off, and masked.
 *
 * @returns null when nothing remains.
 */
export function toDetail(words: string, sent: SentSecrets): string | null {
  const plain = toLine(isMarkup(words) ? titleOf(words) : words);
  // A secret at the cut would not be recognized by its first characters.
  const bounded = plain.length > longestWords ? plain.slice(0, longestWords - 1) : plain;
  const whole = bounded.length < plain.length ? bounded.replace(/\S*$/, '') : bounded;
  const scrubbed = scrub(whole, sent).trim();
  if (scrubbed.length <= longestDetail) return scrubbed === '' ? null : scrubbed;
  return `${scrubbed
    .slice(0, longestDetail - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`;
}

/** Invisible characters go first: they could split a secret. */
function toLine(words: string): string {
  return words
    .slice(0, 8 * longestWords)
    .toWellFormed()
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .trim();
}

function isMarkup(words: string): boolean {
  return /^\s*<[!?a-z][^>]{0,500}>[\s\S]*<|<(?:!doctype|html|head|body|title)\b/i.test(words);
}

/** The title of an error page, such as `502 Bad Gateway`. */
function titleOf(page: string): string {
  const start = page.slice(0, 8 * longestWords);
  const [, title = ''] = /<(?:title|h1)[^>]{0,200}>([^<]{0,300})</i.exec(start) ?? [];
  return title;
}

function scrub(text: string, { apiKey, headers, baseUrl }: SentSecrets): string {
  const host = URL.parse(baseUrl ?? '')?.hostname ?? '';
  const values = [apiKey ?? '', ...Object.values(headers)].filter(
    (value) => value.length >= shortestSecret,
  );
  const quoted = values.flatMap(formsOf);
  // Longest first: a shorter form can be a part of a longer one.
  const exact = [...quoted, host].filter(Boolean).sort((one, other) => other.length - one.length);
  const withoutWhole = exact.reduce((rest, form) => replaceAll(rest, form), text);
  const tokens = values
    .flatMap((value) => value.split(/\s+/))
    .filter((token) => {
      return token === apiKey || token.length >= shortestToken;
    });
  const isLeak = leakTest([...quoted, ...values.flatMap(encodingsOf)], tokens);
  return withoutWhole.replace(/[^\s"'`<>()[\]{},;]+/g, (word) => (isLeak(word) ? redacted : word));
}

/** A secret as it can be quoted, literally or escaped. */
function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    // Parts, such as the token of "Bearer …".
    ...secret.split(/\s+/).filter((part) => part.length >= sharedLength),
  ];
}

/** The hexadecimal and base64 characters that stand for a secret, whatever stands before it. */
function encodingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // What comes before shifts the base64, and decides on the characters at both ends.
  const shifted = [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const core = encoded.replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, -1);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [bytes.toString('hex'), ...shifted];
}

function replaceAll(text: string, secret: string): string {
  const pattern = secret.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return text.replace(new RegExp(pattern, 'gi'), redacted);
}

const mask = /[*•●×#…]|\.{2,}|x{3,}/;
const separators = /[*•●×#…:=&?!|]|\.{2,}|x{3,}/;

/** Whether a word has a part of a secret in it. */
function leakTest(forms: readonly string[], tokens: readonly string[]): (word: string) => boolean {
  const shared = new Set(forms.map((form) => form.toLowerCase()).flatMap(partsOf));
  const ends = tokens.map((token) => token.toLowerCase());
  return (word) => {
    const lower = word.toLowerCase();
    if (partsOf(lower).some((part) => shared.has(part))) return true;
    const least = mask.test(lower) ? maskedLength : shortestSecret;
    return lower.split(separators).some((piece) => {
      const bare = piece.replace(/\.$/, '');
      return bare.length >= least && ends.some((end) => end.startsWith(bare) || end.endsWith(bare));
    });
  };
}

function partsOf(text: string): string[] {
  const count = Math.max(0, text.length - sharedLength + 1);
  return Array.from({ length: count }, (_, at) => text.slice(at, at + sharedLength));
}
