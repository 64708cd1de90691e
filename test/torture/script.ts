/** What the scripted upstream answers; it travels as the content of the user's message. */
export interface Script {
  /** Distinguishes the tokens of one chat from those of all others. */
  readonly chat: number;
  readonly tokens: number;
  /** Tokens per second; 0 sends as fast as the connection takes them. */
  readonly rate: number;
  /** Characters per token; 0 makes each token unique: `<chat>.<index> `. */
  readonly size: number;
}

export function token({ chat, size }: Script, index: number): string {
  return size === 0 ? `${chat}.${index} ` : 'x'.repeat(size);
}

/** Everything that the upstream sends, in order. */
export function wholeText(script: Script): string {
  return Array.from({ length: script.tokens }, (_, index) => token(script, index)).join('');
}

/** How many unique tokens a text has. */
export function countTokens(text: string): number {
  return text.split(' ').length - 1;
}

export function nominalMs({ tokens, rate }: Script): number {
  return rate === 0 ? 0 : (tokens * 1_000) / rate;
}
