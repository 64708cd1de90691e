import type { ContentDelta, ThinkingDelta } from './chat-adapter.ts';

type TextPart = ThinkingDelta | ContentDelta;

const tags = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<thought>', '</thought>'],
  ['◁think▷', '◁/think▷'],
] as const;

/** White space that may stand before an opening tag. */
const longestIndent = 1_000;

/**
 * Takes what a model thinks out of its content, where the server leaves it between tags. Only tags
 * at the very start of an answer count: later ones are what the model writes about.
 */
export class ThinkTags {
  /** What may turn out to be a tag. */
  #held = '';
  #state: 'start' | 'thinking' | 'between' | 'content';
  #closing: readonly string[] = tags.map(([, close]) => close);

  /** @param openInPrompt whether the prompt has opened the tag, so that only its end is to come. */
  constructor({ openInPrompt = false }: { readonly openInPrompt?: boolean } = {}) {
    this.#state = openInPrompt ? 'thinking' : 'start';
  }

  /** The server tells thinking apart by itself: from here on, tags are content. */
  disable(): TextPart[] {
    if (this.#state === 'content') return [];
    const held = this.#held;
    this.#held = '';
    this.#state = 'content';
    return part('content-delta', held);
  }

  push(text: string): TextPart[] {
    if (this.#state === 'content') return part('content-delta', text);
    this.#held += text;
    if (this.#state === 'start') this.#findOpening();
    return [...this.#takeThinking(), ...this.#takeContent()];
  }

  /**
   * What is left at the end of a whole answer. A tag that was never closed means that all of it was
   * thought. Where an answer is cut off, half a tag is no text, and this is not called.
   */
  end(): TextPart[] {
    const held = this.#held;
    this.#held = '';
    if (this.#state === 'between') return [];
    return part(this.#state === 'thinking' ? 'thinking-delta' : 'content-delta', held);
  }

  #findOpening(): void {
    const text = this.#held.trimStart();
    if (text === '' && this.#held.length > longestIndent) {
      this.#state = 'content';
      return;
    }
    if (tags.some(([open]) => text.length < open.length && open.startsWith(text))) return;
    const tag = tags.find(([open]) => text.startsWith(open));
    if (tag === undefined) {
      this.#state = 'content';
      return;
    }
    const [open, close] = tag;
    this.#closing = [close];
    this.#held = text.slice(open.length);
    this.#state = 'thinking';
  }

  #takeThinking(): TextPart[] {
    if (this.#state !== 'thinking') return [];
    // Where the prompt has opened the tag, some models open it once more.
    for (const [open] of tags) {
      if (this.#closing.length > 1 && this.#held.trimStart().startsWith(open)) {
        this.#held = this.#held.trimStart().slice(open.length);
      }
    }
    const found = this.#closing
      .map((close) => ({ close, at: this.#held.indexOf(close) }))
      .filter(({ at }) => at >= 0)
      .toSorted((one, other) => one.at - other.at)[0];
    if (found === undefined) {
      const safe = this.#held.length - longestEndOf(this.#held, this.#closing);
      const text = this.#held.slice(0, safe);
      this.#held = this.#held.slice(safe);
      return part('thinking-delta', text);
    }
    const text = this.#held.slice(0, found.at);
    this.#held = this.#held.slice(found.at + found.close.length);
    this.#state = 'between';
    return part('thinking-delta', text);
  }

  #takeContent(): TextPart[] {
    if (this.#state === 'between') {
      this.#held = this.#held.trimStart();
      if (this.#held === '') return [];
      this.#state = 'content';
    }
    if (this.#state !== 'content') return [];
    const text = this.#held;
    this.#held = '';
    return part('content-delta', text);
  }
}

/** How much of the end of a text may be the beginning of one of these. */
function longestEndOf(text: string, wanted: readonly string[]): number {
  const longest = Math.max(...wanted.map((tag) => tag.length - 1));
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const end = text.slice(-length);
    if (wanted.some((tag) => tag.startsWith(end))) return length;
  }
  return 0;
}

function part(type: TextPart['type'], text: string): TextPart[] {
  return text === '' ? [] : [{ type, text }];
}
