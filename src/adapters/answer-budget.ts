import type { ChatPart } from './chat-adapter.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';

/**
 * Characters that are counted for an event in addition to its text, because each event is a row of
 * its own.
 */
const eventCost = 100;

/** Limits the size of one response, because the process holds its parts in memory. */
export class AnswerBudget {
  #remaining: number = upstreamLimits.answerCharacters;

  /**
   * Counts a part.
   *
   * @throws UpstreamError with the reason PROTOCOL when the response is too large.
   */
  take(part: ChatPart): void {
    if (part.type === 'content-delta' || part.type === 'thinking-delta') {
      this.hold(part.text.length);
      return;
    }
    if (part.type === 'tool-call-delta') this.#takeCall(part);
    else this.hold(eventCost);
  }

  /** Counts characters that are held until the end of the response. @throws as {@link take} */
  hold(characters: number): void {
    this.#remaining -= characters;
    if (this.#remaining >= 0) return;
    throw tooLarge(
      `The provider's response has more than ${upstreamLimits.answerCharacters} characters of text, reasoning, tool calls and metadata.`,
    );
  }

  /** @param index of a tool call, from 0. @throws UpstreamError when it is above the limit. */
  admitToolCall(index: number): void {
    if (index < upstreamLimits.toolCalls) return;
    throw tooLarge(`The provider's response has more than ${upstreamLimits.toolCalls} tool calls.`);
  }

  /** Counts id and name for each delta, because each stored event repeats them. */
  #takeCall({ index, id, name, argumentsDelta }: ChatPart & { type: 'tool-call-delta' }): void {
    this.admitToolCall(index);
    this.hold(eventCost + id.length + name.length + argumentsDelta.length);
  }
}

function tooLarge(message: string) {
  return upstreamFailure('PROTOCOL', { message });
}
