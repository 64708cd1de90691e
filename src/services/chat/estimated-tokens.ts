/** The first character after those of the Latin alphabets. */
const endOfLatin = 0x250;

/**
 * Whether texts are estimated to have more tokens than a limit: one for four Latin characters, and
 * one for each other character. Nothing is counted when the length alone decides.
 */
export function exceedsTokens(texts: readonly string[], limit: number): boolean {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length <= limit) return false;
  if (length > limit * 4) return true;
  let quarters = 0;
  for (const text of texts) {
    for (let index = 0; index < text.length; index += 1) {
      quarters += text.charCodeAt(index) < endOfLatin ? 1 : 4;
    }
  }
  return quarters > limit * 4;
}
