import type { ChatPart } from '../chat-adapter.ts';
import type { Dialect } from '../dialect.ts';
import { ThinkTags } from '../think-tags.ts';
import { ToolCalls, type WireToolCall } from './tool-calls.ts';
import type { UsageCarrier } from './usage.ts';

/** Mistral's content: an array of texts and thoughts. */
interface WireContentPart {
  readonly type?: string;
  readonly text?: unknown;
  readonly thinking?: unknown;
}

interface WireDelta {
  readonly content?: string | readonly WireContentPart[] | null;
  readonly refusal?: string | null;
  readonly reasoning_content?: string | null;
  readonly reasoning?: string | null;
  readonly tool_calls?: readonly WireToolCall[] | null;
}

/** As much of a chunk as we read; vendors put many things beside it. */
export interface WireChunk extends UsageCarrier {
  readonly choices?:
    | readonly (NonNullable<UsageCarrier['choices']>[number] & {
        readonly delta?: WireDelta | null;
        readonly finish_reason?: string | null;
      })[]
    | null;
  readonly error?: unknown;
}

/** Turns the deltas of one answer into parts, wherever the server puts its thoughts. */
export class ChunkReader {
  readonly toolCalls: ToolCalls;
  readonly #tags: ThinkTags;
  readonly #dialect: Dialect;
  #lastReasoning = '';

  constructor(dialect: Dialect, makeId: () => string) {
    this.#dialect = dialect;
    this.#tags = new ThinkTags({ openInPrompt: dialect.startsThinking });
    if (!dialect.reasoningIn.includes('THINK_TAGS')) this.#tags.disable();
    this.toolCalls = new ToolCalls(makeId);
  }

  read({ choices }: WireChunk): ChatPart[] {
    const delta = choices?.[0]?.delta;
    if (delta === null || delta === undefined) return [];
    return [
      ...this.#readReasoning(delta),
      ...this.#readContent(delta.content),
      // What a model says when it will not answer is its answer.
      ...this.#readContent(delta.refusal),
      ...(delta.tool_calls ?? []).flatMap((piece) => this.toolCalls.push(piece)),
    ];
  }

  /** What the end of a whole answer makes clear. Of one that was cut off, calls may lack anything. */
  end(): ChatPart[] {
    const calls = this.toolCalls.finish();
    return [
      ...this.#tags.end(),
      ...calls.map((toolCall) => ({ type: 'tool-call' as const, toolCall })),
    ];
  }

  /** Two vendors' names for one thing; a proxy may send both. */
  #readReasoning({ reasoning_content, reasoning }: WireDelta): ChatPart[] {
    const text = reasoning_content || reasoning;
    if (typeof text !== 'string' || text === '') return [];
    const repeated = this.#dialect.repeatsReasoning && text === this.#lastReasoning;
    this.#lastReasoning = text;
    if (repeated) return [];
    return [...this.#tags.disable(), { type: 'thinking-delta', text }];
  }

  #readContent(content: WireDelta['content']): ChatPart[] {
    if (content === null || content === undefined) return [];
    if (typeof content === 'string') return content === '' ? [] : this.#tags.push(content);
    return content.flatMap((part): ChatPart[] => {
      if (part.type === 'thinking') {
        const text = textOf(part.thinking);
        return text === '' ? [] : [...this.#tags.disable(), { type: 'thinking-delta', text }];
      }
      const text = textOf(part.text);
      return text === '' ? [] : this.#tags.push(text);
    });
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return '';
  return value.map((part: WireContentPart) => textOf(part.text)).join('');
}
