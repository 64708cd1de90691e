import type { ChatFinish, ChatPart } from '../../adapters/chat-adapter.ts';
import type { ToolCall } from '../../domain.ts';
import { UpstreamError } from '../../errors.ts';
import type { ChatEvent, GeneratedMessage } from './chat-event.ts';

/** An answer longer than this many characters is no answer, and would fill the memory. */
const longestAnswer = 8_000_000;

type Unnumbered<Event> = Event extends unknown ? Omit<Event, 'seq' | 'completionId'> : never;

/** What an event says, before it has its number. */
export type EventBody = Unnumbered<Exclude<ChatEvent, { completion: unknown }>>;

/** Puts the parts of one answer together. */
export class ChatAnswer {
  #content = '';
  #reasoning = '';
  #argumentsLength = 0;
  readonly #toolCalls: ToolCall[] = [];
  #finish: ChatFinish | null = null;

  /** Null until the upstream has said that it was done. */
  get finish(): ChatFinish | null {
    return this.#finish;
  }

  get message(): GeneratedMessage {
    return {
      content: this.#content,
      reasoning: this.#reasoning === '' ? null : this.#reasoning,
      toolCalls: this.#toolCalls,
    };
  }

  /**
   * @returns what clients are told; null when they are told at the end.
   * @throws UpstreamError when it becomes too long.
   */
  take(part: ChatPart): EventBody | null {
    const event = this.#fold(part);
    const length = this.#content.length + this.#reasoning.length + this.#argumentsLength;
    if (length <= longestAnswer) return event;
    throw new UpstreamError({
      reason: 'PROTOCOL',
      message: 'The upstream sent more text than an answer can have.',
      retryable: false,
    });
  }

  #fold(part: ChatPart): EventBody | null {
    switch (part.type) {
      case 'content-delta':
        this.#content += part.text;
        return { type: 'ContentDelta', text: part.text };
      case 'thinking-delta':
        this.#reasoning += part.text;
        return { type: 'ThinkingDelta', text: part.text };
      case 'tool-call-delta': {
        const { index, id: callId, name, argumentsDelta } = part;
        this.#argumentsLength += argumentsDelta.length;
        return { type: 'ToolCallDelta', index, callId, name, argumentsDelta };
      }
      case 'tool-call':
        this.#toolCalls.push(part.toolCall);
        return { type: 'ToolCallReady', toolCall: part.toolCall };
      case 'finish':
        this.#finish = part;
        return null;
      case 'usage':
      case 'warning':
        return null;
    }
  }
}
