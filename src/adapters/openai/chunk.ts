import type { AnswerBudget } from '../answer-budget.ts';
import type { ChatPart } from '../chat-adapter.ts';
import type { Dialect } from '../dialect.ts';
import { ThinkTags } from '../think-tags.ts';
import { asList, asRecord, asText, type WireRecord } from '../wire-value.ts';
import { ReasoningDetails, textOfDetails } from './reasoning-details.ts';
import { ToolCalls } from './tool-calls.ts';

/** Returns the choice with the index 0, which is not always the first one. */
export function choiceOf(chunk: WireRecord): WireRecord {
  const choices = asList(chunk['choices']);
  return asRecord(
    choices.find((choice, position) => (asRecord(choice)['index'] ?? position) === 0),
  );
}

/** Whether a delta has no other part than the text of its content. */
export function hasOnlyText(delta: WireRecord): boolean {
  return Object.entries(delta).every(
    ([field, value]) =>
      field === 'content' ||
      field === 'role' ||
      value === null ||
      value === '' ||
      isEmptyList(value),
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Characters that are counted for a reasoning detail in addition to its JSON. */
const detailOverhead = 100;

export interface ChunkReaderOptions {
  readonly dialect: Dialect;
  readonly budget: AnswerBudget;
  /** Creates the IDs of tool calls when the server sends none. */
  readonly makeId: () => string;
}

/**
 * Converts the deltas of one response to parts. Reads reasoning from all fields that servers use.
 */
export class ChunkReader {
  readonly #toolCalls: ToolCalls;
  readonly #tags: ThinkTags;
  readonly #dialect: Dialect;
  readonly #budget: AnswerBudget;
  readonly #details = new ReasoningDetails();
  #lastReasoning = '';

  constructor({ dialect, budget, makeId }: ChunkReaderOptions) {
    this.#dialect = dialect;
    this.#budget = budget;
    this.#tags = new ThinkTags({ openInPrompt: dialect.startsThinking });
    if (!dialect.reasoningIn.includes('THINK_TAGS')) this.#tags.disable();
    this.#toolCalls = new ToolCalls(makeId, budget);
  }

  get hasToolCalls(): boolean {
    return !this.#toolCalls.isEmpty;
  }

  read(delta: WireRecord): ChatPart[] {
    return [
      ...this.#readReasoning(delta),
      ...this.#readContent(delta['content']),
      // When a model refuses to respond, its explanation is the content.
      ...this.#readContent(delta['refusal']),
      ...asList(delta['tool_calls']).flatMap((piece) => this.#toolCalls.push(asRecord(piece))),
    ];
  }

  /** As {@link read}, for a delta that {@link hasOnlyText}. */
  readText(text: string): ChatPart[] {
    return this.#readContent(text);
  }

  /**
   * Returns the remaining parts of a complete response. A truncated response can have incomplete
   * calls.
   */
  end(): ChatPart[] {
    const reasoning_details = this.#details.all;
    const calls = this.#toolCalls.finish().map((toolCall, index) => {
      // The details belong to the whole message: they are stored with its first call.
      if (index > 0 || reasoning_details.length === 0) return toolCall;
      return {
        ...toolCall,
        providerMetadata: { ...toolCall.providerMetadata, reasoning_details },
      };
    });
    return [
      ...this.#tags.end(),
      ...calls.map((toolCall) => ({ type: 'tool-call' as const, toolCall })),
    ];
  }

  /** Reads reasoning. Vendors use different fields, and a proxy can send several of them. */
  #readReasoning(delta: WireRecord): ChatPart[] {
    const { reasoning_content, reasoning, reasoning_details: details } = delta;
    if (this.#dialect.reasoningIn.includes('REASONING_DETAILS') && Array.isArray(details)) {
      this.#budget.hold(JSON.stringify(details).length + details.length * detailOverhead);
      this.#details.push(details);
    }
    const text = asText(reasoning_content) || asText(reasoning) || textOfDetails(details);
    if (text === '') return [];
    const repeated = this.#dialect.repeatsReasoning && text === this.#lastReasoning;
    this.#lastReasoning = text;
    if (repeated) return [];
    return [...this.#tags.disable(), { type: 'thinking-delta', text }];
  }

  /** Reads a text, or Mistral's list of texts and reasoning. */
  #readContent(content: unknown): ChatPart[] {
    if (typeof content === 'string') return content === '' ? [] : this.#tags.push(content);
    return asList(content).flatMap((item): ChatPart[] => {
      const part = asRecord(item);
      if (part['type'] === 'thinking') {
        const text = textOf(part['thinking']);
        return text === '' ? [] : [...this.#tags.disable(), { type: 'thinking-delta', text }];
      }
      const text = textOf(part['text']);
      return text === '' ? [] : this.#tags.push(text);
    });
  }
}

/** Joins the texts of a list of parts; a string is returned unchanged. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return asList(value)
    .map((part) => textOf(asRecord(part)['text']))
    .join('');
}
