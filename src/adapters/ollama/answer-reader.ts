import { randomUUID } from 'node:crypto';
import type { ToolCall } from '../../domain.ts';
import type { ChatPart, TokenUsage } from '../chat-adapter.ts';
import { LineReader } from '../line-reader.ts';
import type { AnswerReader } from '../protocol.ts';
import type { NoteRefusal } from '../refusal-log.ts';
import { ThinkTags } from '../think-tags.ts';
import { parseWireJson } from '../wire-json.ts';
import { asList, asRecord, asText, isRecord, type WireRecord } from '../wire-value.ts';
import { refusalOfText } from './errors.ts';
import { toFinishReason } from './finish-reason.ts';
import { toTokenUsage } from './usage.ts';

export interface OllamaAnswerReaderOptions {
  /** Whether the prompt opens the tag of what the model thinks. */
  readonly startsThinking: boolean;
  /** Whether the text is returned as it is: a tag in it is text. */
  readonly isRaw: boolean;
  /** Called with a failure that Ollama reports within its answer. */
  readonly noteRefusal: NoteRefusal;
}

/** What the last line says. */
interface LastLine {
  readonly reason: string;
  readonly usage: TokenUsage;
}

/** Reads one streamed answer of Ollama's own protocol, to a chat or a prompt. */
export class OllamaAnswerReader implements AnswerReader<string> {
  readonly #lines = new LineReader();
  readonly #tags: ThinkTags;
  readonly #noteRefusal: NoteRefusal;
  #calls = 0;
  #last: LastLine | null = null;

  constructor({ startsThinking, isRaw, noteRefusal }: OllamaAnswerReaderOptions) {
    this.#tags = new ThinkTags({ openInPrompt: startsThinking });
    if (isRaw) this.#tags.disable();
    this.#noteRefusal = noteRefusal;
  }

  get isEnded(): boolean {
    return this.#last !== null;
  }

  split(chunk: Uint8Array | null): readonly string[] {
    return chunk === null ? this.#lines.end() : this.#lines.push(chunk);
  }

  read(text: string): ChatPart[] {
    if (this.#last !== null || text.trim() === '') return [];
    const line = parseWireJson(text);
    // Once the stream has begun, a failure comes as its last line.
    if (line['error'] !== undefined && line['error'] !== null) {
      throw this.#noteRefusal(refusalOfText(undefined, asText(line['error'])));
    }
    if (line['done'] === true) {
      this.#last = { reason: asText(line['done_reason']), usage: toTokenUsage(line) };
    }
    // The last line may carry text and calls too.
    // Raw completions have the texts in the line itself.
    const { response, thinking } = line;
    const message = isRecord(line['message']) ? line['message'] : { content: response, thinking };
    const calls = asList(message['tool_calls']).map((call) => toToolCall(asRecord(call)));
    const first = this.#calls;
    this.#calls += calls.length;
    return [
      ...this.#readText(message),
      ...calls.flatMap((toolCall, index) => wholeCall(toolCall, first + index)),
    ];
  }

  end(): ChatPart[] {
    if (this.#last === null) return [];
    const { reason, usage } = this.#last;
    const finishReason = toFinishReason(reason, { called: this.#calls > 0 });
    return [
      ...this.#tags.end(),
      { type: 'finish', finishReason, rawFinishReason: reason === '' ? null : reason, usage },
    ];
  }

  #readText(message: WireRecord): ChatPart[] {
    const thinking = asText(message['thinking']);
    const content = asText(message['content']);
    return [
      ...(thinking === ''
        ? []
        : [...this.#tags.disable(), { type: 'thinking-delta' as const, text: thinking }]),
      ...(content === '' ? [] : this.#tags.push(content)),
    ];
  }
}

/** Calls come whole, from older versions without ids. */
function toToolCall(call: WireRecord): ToolCall {
  const called = asRecord(call['function']);
  const given = called['arguments'];
  return {
    id: asText(call['id']) || `call_${randomUUID()}`,
    name: asText(called['name']),
    rawArguments: typeof given === 'string' ? given : JSON.stringify(given ?? {}),
    providerMetadata: null,
  };
}

function wholeCall(toolCall: ToolCall, index: number): ChatPart[] {
  const { id, name, rawArguments } = toolCall;
  return [
    { type: 'tool-call-delta', index, id, name, argumentsDelta: rawArguments },
    { type: 'tool-call', toolCall },
  ];
}
