import type { ChatTarget } from './chat-adapter.ts';

/** Values of a request that a provider's error text must not reveal. */
export type SentSecrets = Pick<ChatTarget, 'apiKey' | 'headers' | 'baseUrl' | 'earlierSecrets'>;

/** Maximum number of characters of an error's detail. */
const maxDetailLength = 300;
/** Characters that are scrubbed; the rest of the text is dropped. */
const maxTextLength = 4_000;
/** A word is redacted when it shares this number of consecutive characters with a secret. */
const sharedLength = 8;
/**
 * The same for values outside of the text of an error. A date with its separators has 11 characters.
 */
const sharedNameLength = 12;
/**
 * A masked key, such as `sk-a****wxyz`, is redacted when this many characters of its start or end
 * match.
 */
const maskedLength = 2;
/** Shorter values are not redacted, because they cannot be distinguished from ordinary words. */
const minSecretLength = 4;
/**
 * Parts of shorter header values are not redacted: `application/json` would redact ordinary words.
 */
const minTokenLength = 16;

const redacted = '[redacted]';

/**
 * Makes the text of a provider's error safe to return to callers: without secrets, control
 * characters and markup, on one line of at most 300 characters. Secrets are found by value: as they
 * were sent, in common encodings, reversed, truncated, and masked.
 *
 * @returns null when nothing remains.
 */
export function toDetail(text: string, sent: SentSecrets): string | null {
  const plain = toLine(isMarkup(text) ? titleOf(text) : text);
  // Drop the last word: a truncated secret at the cut would not be recognized.
  const bounded = plain.length > maxTextLength ? plain.slice(0, maxTextLength - 1) : plain;
  const whole = bounded.length < plain.length ? bounded.replace(/\S*$/, '') : bounded;
  const scrubbed = scrub(whole, sent).trim();
  if (scrubbed.length <= maxDetailLength) return scrubbed === '' ? null : scrubbed;
  return `${scrubbed
    .slice(0, maxDetailLength - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`;
}

/**
 * Removes invisible characters before the search for secrets, because they could split a secret.
 */
function toLine(text: string): string {
  return text
    .slice(0, 8 * maxTextLength)
    .toWellFormed()
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .trim();
}

function isMarkup(text: string): boolean {
  return /^\s*<[!?a-z][^>]{0,500}>[\s\S]*<|<(?:!doctype|html|head|body|title)\b/i.test(text);
}

/** Returns the title of an error page, such as `502 Bad Gateway`. */
function titleOf(page: string): string {
  const start = page.slice(0, 8 * maxTextLength);
  const [, title = ''] = /<(?:title|h1)[^>]{0,200}>([^<]{0,300})</i.exec(start) ?? [];
  return title;
}

function scrub(text: string, sent: SentSecrets): string {
  const { apiKey, baseUrl, earlierSecrets = [] } = sent;
  const host = URL.parse(baseUrl ?? '')?.hostname ?? '';
  const values = valuesOf(sent).filter((value) => value.length >= minSecretLength);
  const quoted = values.flatMap(formsOf);
  // Longest first, because a shorter form can be a part of a longer one.
  const exact = [...quoted, host].filter(Boolean).sort((one, other) => other.length - one.length);
  const withoutWhole = exact.reduce((rest, form) => replaceAll(rest, form), text);
  const tokens = values
    .flatMap((value) => value.split(/\s+/))
    .filter((token) => {
      const isWhole = token === apiKey || earlierSecrets.includes(token);
      return isWhole || token.length >= minTokenLength;
    });
  const isLeak = leakTest([...quoted, ...values.flatMap(encodingsOf)], tokens);
  return withoutWhole.replace(/[^\s"'`<>()[\]{},;]+/g, (word) => (isLeak(word) ? redacted : word));
}

function valuesOf({ apiKey, headers, earlierSecrets = [] }: SentSecrets): string[] {
  return [apiKey ?? '', ...Object.values(headers), ...earlierSecrets];
}

/** Whether a text contains a secret of the call. */
export type SecretTest = (text: string) => boolean;

/**
 * Creates a test for values that a provider sends outside of the text of an error, such as the name
 * of a model. Such a value is often an ordinary word, so that only a longer part of a secret counts,
 * and a short secret counts only as a whole word. A text that is too long to be searched counts too.
 */
export function secretTest(sent: SentSecrets): SecretTest {
  const { apiKey } = sent;
  const values = valuesOf(sent);
  const isLong = (value: string) =>
    value.length >= (value === apiKey ? sharedLength : minTokenLength);
  const forms = values
    .filter(isLong)
    .flatMap((value) => [...formsOf(value), ...encodingsOf(value)])
    .map((form) => form.toLowerCase());
  const parts = new Set(forms.flatMap((form) => partsOf(form, sharedNameLength)));
  const words = new Set(
    values
      .filter((value) => value.length >= minSecretLength && !isLong(value))
      .map((value) => value.toLowerCase()),
  );
  return (text) => {
    if (text.length > maxTextLength) return true;
    const plain = toLine(text).toLowerCase();
    return (
      plain.split(' ').some((word) => words.has(word)) ||
      forms.some((form) => plain.includes(form)) ||
      partsOf(plain, sharedNameLength).some((part) => parts.has(part))
    );
  };
}

/** Returns the forms in which an error text can quote a secret, literally or escaped. */
function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    // Parts of the value, such as the token of "Bearer …".
    ...secret.split(/\s+/).filter((part) => part.length >= sharedLength),
  ];
}

/**
 * Returns the characters that encode a secret: reversed, in hexadecimal, and in base64, whatever
 * precedes it.
 */
function encodingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // In base64, preceding bytes shift the secret by 0 to 2 bytes and change the characters at both
  // ends.
  const shifted = [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const core = encoded.replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, -1);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [[...secret].reverse().join(''), bytes.toString('hex'), ...shifted];
}

function replaceAll(text: string, secret: string): string {
  const pattern = secret.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return text.replace(new RegExp(pattern, 'gi'), redacted);
}

const mask = /[*•●×#…]|\.{2,}|x{3,}/;
const separators = /[*•●×#…:=&?!|]|\.{2,}|x{3,}/;

/** Returns a test for words that contain a part of a secret. */
function leakTest(forms: readonly string[], tokens: readonly string[]): (word: string) => boolean {
  const shared = new Set(
    forms.map((form) => form.toLowerCase()).flatMap((form) => partsOf(form, sharedLength)),
  );
  const ends = tokens.map((token) => token.toLowerCase());
  return (word) => {
    const lower = word.toLowerCase();
    if (partsOf(lower, sharedLength).some((part) => shared.has(part))) return true;
    const minLength = mask.test(lower) ? maskedLength : minSecretLength;
    return lower.split(separators).some((piece) => {
      const bare = piece.replace(/\.$/, '');
      return (
        bare.length >= minLength && ends.some((end) => end.startsWith(bare) || end.endsWith(bare))
      );
    });
  };
}

function partsOf(text: string, length: number): string[] {
  const count = Math.max(0, text.length - length + 1);
  return Array.from({ length: count }, (_, at) => text.slice(at, at + length));
}
