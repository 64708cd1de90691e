import type { AnswerBudget } from '../answer-budget.ts';
import type { ChatPart } from '../chat-adapter.ts';
import type { Dialect } from '../dialect.ts';
import { ThinkTags } from '../think-tags.ts';
import { asList, asRecord, asText, type WireRecord } from '../wire-value.ts';
import { ReasoningDetails, textOfDetails } from './reasoning-details.ts';
import { ToolCalls } from './tool-calls.ts';

/** The choice that answers us: the one with the index 0, which need not stand first. */
export function choiceOf(chunk: WireRecord): WireRecord {
  const choices = asList(chunk['choices']);
  return asRecord(
    choices.find((choice, position) => (asRecord(choice)['index'] ?? position) === 0),
  );
}

/** What a detail costs besides its characters. */
const detailCost = 100;

export interface ChunkReaderOptions {
  readonly dialect: Dialect;
  readonly budget: AnswerBudget;
  /** Makes ids for tool calls without one. */
  readonly makeId: () => string;
}

/** Turns the deltas of one answer into parts, wherever the server puts its thoughts. */
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
      // What a model says when it will not answer is its answer.
      ...this.#readContent(delta['refusal']),
      ...asList(delta['tool_calls']).flatMap((piece) => this.#toolCalls.push(asRecord(piece))),
    ];
  }

  /** What the end of a whole answer makes clear. Of one that was cut off, calls may lack anything. */
  end(): ChatPart[] {
    const reasoning_details = this.#details.all;
    const calls = this.#toolCalls.finish().map((toolCall, index) => {
      // They belong to the message: its first call carries them.
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

  /** Vendors' names for one thing; a proxy may send more than one of them. */
  #readReasoning(delta: WireRecord): ChatPart[] {
    const { reasoning_content, reasoning, reasoning_details: details } = delta;
    if (this.#dialect.reasoningIn.includes('REASONING_DETAILS') && Array.isArray(details)) {
      this.#budget.hold(JSON.stringify(details).length + details.length * detailCost);
      this.#details.push(details);
    }
    const text = asText(reasoning_content) || asText(reasoning) || textOfDetails(details);
    if (text === '') return [];
    const repeated = this.#dialect.repeatsReasoning && text === this.#lastReasoning;
    this.#lastReasoning = text;
    if (repeated) return [];
    return [...this.#tags.disable(), { type: 'thinking-delta', text }];
  }

  /** A text, or Mistral's list of texts and thoughts. */
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

/** A text, or a list of parts with texts. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return asList(value)
    .map((part) => textOf(asRecord(part)['text']))
    .join('');
}
