import { randomUUID } from 'node:crypto';
import type { AnswerBudget } from '../answer-budget.ts';
import type { ChatPart, TokenUsage } from '../chat-adapter.ts';
import type { Dialect } from '../dialect.ts';
import type { AnswerReader } from '../protocol.ts';
import type { NoteRefusal } from '../refusal-log.ts';
import { type ServerSentEvent, ServerSentEventReader } from '../server-sent-event-reader.ts';
import { parseWireJson } from '../wire-json.ts';
import { asText, isRecord, type WireRecord } from '../wire-value.ts';
import { ChunkReader, choiceOf, hasOnlyText } from './chunk.ts';
import { refusalOf, refusalOfValue } from './errors.ts';
import { toFinishReason } from './finish-reason.ts';
import { RepeatedChunk } from './repeated-chunk.ts';
import { usageOf } from './usage.ts';

export interface OpenAiAnswerReaderOptions {
  readonly dialect: Dialect;
  readonly budget: AnswerBudget;
  /** Called with an error that the upstream sends within a response. */
  readonly noteRefusal: NoteRefusal;
}

/** Reads one streamed chat completion or raw completion. */
export class OpenAiAnswerReader implements AnswerReader<ServerSentEvent> {
  readonly #events = new ServerSentEventReader();
  readonly #chunks: ChunkReader;
  readonly #repeated = new RepeatedChunk();
  readonly #noteRefusal: NoteRefusal;
  #rawFinishReason: string | null = null;
  #usage: TokenUsage | null = null;
  #hasSentUsage = false;
  #hasStarted = false;
  /** Whether the last chunk had usage and no choices. No text follows such a chunk. */
  #endsWithUsage = false;
  #isEnded = false;

  constructor({ dialect, budget, noteRefusal }: OpenAiAnswerReaderOptions) {
    const makeId = () => `call_${randomUUID()}`;
    this.#chunks = new ChunkReader({ dialect, budget, makeId });
    this.#noteRefusal = noteRefusal;
  }

  /** Whether `[DONE]` was read. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Whether a finish reason was read. */
  get isComplete(): boolean {
    return this.#rawFinishReason !== null;
  }

  split(chunk: Uint8Array | null): readonly ServerSentEvent[] {
    return chunk === null ? this.#events.end() : this.#events.push(chunk);
  }

  read({ data, isError }: ServerSentEvent): ChatPart[] {
    if (this.#isEnded) return [];
    if (isError) throw this.#noteRefusal(refusalOf({ body: data }));
    const text = this.#repeated.textOf(data);
    if (text !== null) return this.#readText(text);
    if (data.trim() === '[DONE]') {
      this.#isEnded = true;
      return [];
    }
    const chunk = parseWireJson(data);
    if (chunk['error'] !== undefined && chunk['error'] !== null) {
      throw this.#noteRefusal(refusalOfValue(chunk));
    }
    return this.#readChunk(chunk, data);
  }

  /**
   * Returns the remaining parts. Some servers never send a finish reason: for them, `[DONE]` or a
   * last chunk with only usage ends the response, if it has any content.
   */
  end(): ChatPart[] {
    const isWhole = this.#rawFinishReason !== null || this.#isEnded || this.#endsWithUsage;
    const rest = isWhole ? this.#chunks.end() : [];
    this.#hasStarted ||= rest.length > 0;
    if (!isWhole || (this.#rawFinishReason === null && !this.#hasStarted)) return this.#takeUsage();
    const called = this.#chunks.hasToolCalls;
    return [
      ...rest,
      {
        type: 'finish',
        finishReason: toFinishReason(this.#rawFinishReason, { called }),
        rawFinishReason: this.#rawFinishReason,
        usage: this.#usage,
      },
    ];
  }

  #readText(text: string): ChatPart[] {
    this.#endsWithUsage = false;
    return this.#withUsage(this.#chunks.readText(text));
  }

  #readChunk(chunk: WireRecord, data: string): ChatPart[] {
    const choice = choiceOf(chunk);
    // Usage is sent in the last chunk, in every chunk, or in a separate chunk without choices.
    const usage = usageOf(chunk, choice);
    if (usage !== null) {
      this.#usage = usage;
      this.#hasSentUsage = false;
    }
    const hasChoices = Array.isArray(chunk['choices']) && chunk['choices'].length > 0;
    this.#endsWithUsage = usage !== null && !hasChoices;
    // Some servers send an empty reason with every chunk.
    const finishReason = asText(choice['finish_reason']);
    this.#rawFinishReason = finishReason || this.#rawFinishReason;
    // Raw completions have the field `text` instead of a delta; those of Mistral have a delta.
    const delta = isRecord(choice['delta']) ? choice['delta'] : { content: choice['text'] };
    const isText = usage === null && finishReason === '' && hasOnlyText(delta);
    if (isText && typeof delta['content'] === 'string')
      this.#repeated.learn(data, delta['content']);
    return this.#withUsage(this.#chunks.read(delta));
  }

  /** Adds the usage. It must not count as the first token: it is held until there is content. */
  #withUsage(parts: ChatPart[]): ChatPart[] {
    this.#hasStarted ||= parts.length > 0;
    if (!this.#hasStarted || this.#usage === null || this.#hasSentUsage) return parts;
    return [...parts, ...this.#takeUsage()];
  }

  #takeUsage(): ChatPart[] {
    if (this.#usage === null || this.#hasSentUsage) return [];
    this.#hasSentUsage = true;
    return [{ type: 'usage', usage: this.#usage }];
  }
}
