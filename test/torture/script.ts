/** The response of the scripted upstream. It is sent as the content of the user's message. */
export interface Script {
  /** Distinguishes the tokens of this chat from those of others. */
  readonly chat: number;
  readonly tokens: number;
  /** Tokens per second; 0 sends as fast as the connection permits. */
  readonly rate: number;
  /** Characters per token; 0 makes each token unique: `<chat>.<index> `. */
  readonly size: number;
}

export function token({ chat, size }: Script, index: number): string {
  return size === 0 ? `${chat}.${index} ` : 'x'.repeat(size);
}

/** Returns the whole text that the upstream sends. */
export function wholeText(script: Script): string {
  return Array.from({ length: script.tokens }, (_, index) => token(script, index)).join('');
}

/** Returns the number of unique tokens in a text. */
export function countTokens(text: string): number {
  return text.split(' ').length - 1;
}

export function nominalMs({ tokens, rate }: Script): number {
  return rate === 0 ? 0 : (tokens * 1_000) / rate;
}
