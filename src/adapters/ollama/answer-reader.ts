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
  /** Whether the prompt opens the thinking tag. */
  readonly startsThinking: boolean;
  /** Whether the text is returned unchanged, with its tags. */
  readonly isRaw: boolean;
  /** Called with an error that Ollama sends within a response. */
  readonly noteRefusal: NoteRefusal;
}

/** Values of the line with `done: true`. */
interface LastLine {
  readonly reason: string;
  readonly usage: TokenUsage | null;
}

/** Reads one streamed response of Ollama's protocol, for `/api/chat` and `/api/generate`. */
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

  get isComplete(): boolean {
    return this.isEnded;
  }

  split(chunk: Uint8Array | null): readonly string[] {
    return chunk === null ? this.#lines.end() : this.#lines.push(chunk);
  }

  read(text: string): ChatPart[] {
    if (this.#last !== null || text.trim() === '') return [];
    const line = parseWireJson(text);
    // After the start of a stream, Ollama reports an error in a last line.
    if (line['error'] !== undefined && line['error'] !== null) {
      throw this.#noteRefusal(refusalOfText(undefined, asText(line['error'])));
    }
    if (line['done'] === true) {
      this.#last = { reason: asText(line['done_reason']), usage: toTokenUsage(line) };
    }
    // The last line can contain text and calls too. In raw completions, the line itself has the
    // texts.
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

/** Converts a tool call, which always is complete. Older versions of Ollama send no ID. */
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
