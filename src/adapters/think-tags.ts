import type { ContentDelta, ThinkingDelta } from './chat-adapter.ts';

type TextPart = ThinkingDelta | ContentDelta;

const tags = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<thought>', '</thought>'],
  ['◁think▷', '◁/think▷'],
] as const;

/** Maximum number of white space characters before an opening tag. */
const maxIndent = 1_000;

/**
 * Separates reasoning from content when the server leaves the reasoning between tags. Only tags at
 * the start of a response are recognized: later tags belong to the content.
 */
export class ThinkTags {
  /** Text that can be the start of a tag. */
  #pending = '';
  #state: 'start' | 'thinking' | 'between' | 'content';
  #closing: readonly string[] = tags.map(([, close]) => close);

  /**
   * @param openInPrompt whether the prompt has opened the tag, so that the response only closes it.
   */
  constructor({ openInPrompt = false }: { readonly openInPrompt?: boolean } = {}) {
    this.#state = openInPrompt ? 'thinking' : 'start';
  }

  /**
   * Stops the search for tags, because the server itself separates reasoning. Returns the pending
   * text.
   */
  disable(): TextPart[] {
    if (this.#state === 'content') return [];
    const pending = this.#pending;
    this.#pending = '';
    this.#state = 'content';
    return part('content-delta', pending);
  }

  push(text: string): TextPart[] {
    if (this.#state === 'content') return part('content-delta', text);
    this.#pending += text;
    if (this.#state === 'start') this.#findOpening();
    return [...this.#takeThinking(), ...this.#takeContent()];
  }

  /**
   * Returns the rest of a complete response. When a tag was never closed, all of it is reasoning.
   * Not called for a truncated response, because the start of a tag is not text.
   */
  end(): TextPart[] {
    const pending = this.#pending;
    this.#pending = '';
    if (this.#state === 'between') return [];
    return part(this.#state === 'thinking' ? 'thinking-delta' : 'content-delta', pending);
  }

  #findOpening(): void {
    const text = this.#pending.trimStart();
    if (text === '' && this.#pending.length > maxIndent) {
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
    this.#pending = text.slice(open.length);
    this.#state = 'thinking';
  }

  #takeThinking(): TextPart[] {
    if (this.#state !== 'thinking') return [];
    // When the prompt has opened the tag, some models open it again.
    for (const [open] of tags) {
      if (this.#closing.length > 1 && this.#pending.trimStart().startsWith(open)) {
        this.#pending = this.#pending.trimStart().slice(open.length);
      }
    }
    const found = this.#closing
      .map((close) => ({ close, at: this.#pending.indexOf(close) }))
      .filter(({ at }) => at >= 0)
      .toSorted((one, other) => one.at - other.at)[0];
    if (found === undefined) {
      const safe = this.#pending.length - partialTagLength(this.#pending, this.#closing);
      const text = this.#pending.slice(0, safe);
      this.#pending = this.#pending.slice(safe);
      return part('thinking-delta', text);
    }
    const text = this.#pending.slice(0, found.at);
    this.#pending = this.#pending.slice(found.at + found.close.length);
    this.#state = 'between';
    return part('thinking-delta', text);
  }

  #takeContent(): TextPart[] {
    if (this.#state === 'between') {
      this.#pending = this.#pending.trimStart();
      if (this.#pending === '') return [];
      this.#state = 'content';
    }
    if (this.#state !== 'content') return [];
    const text = this.#pending;
    this.#pending = '';
    return part('content-delta', text);
  }
}

/** Returns the length of the longest end of a text that is the beginning of a tag. */
function partialTagLength(text: string, wanted: readonly string[]): number {
  const maxLength = Math.max(...wanted.map((tag) => tag.length - 1));
  for (let length = Math.min(maxLength, text.length); length > 0; length -= 1) {
    const end = text.slice(-length);
    if (wanted.some((tag) => tag.startsWith(end))) return length;
  }
  return 0;
}

function part(type: TextPart['type'], text: string): TextPart[] {
  return text === '' ? [] : [{ type, text }];
}
