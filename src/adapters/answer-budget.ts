import type { ChatPart } from './chat-adapter.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';

/** What a part that is not text costs besides its characters: it is stored as an event of its own. */
const partCost = 100;

/** Limits what one chat answer may make this process hold. */
export class AnswerBudget {
  #left: number = upstreamLimits.answerCharacters;

  /** @throws UpstreamError with the reason PROTOCOL when the answer becomes too large. */
  take(part: ChatPart): void {
    if (part.type === 'content-delta' || part.type === 'thinking-delta') {
      this.hold(part.text.length);
      return;
    }
    if (part.type === 'tool-call-delta') this.#takeCall(part);
    else this.hold(partCost);
  }

  /** Counts what is kept until the end of the answer. @throws as {@link take} */
  hold(characters: number): void {
    this.#left -= characters;
    if (this.#left >= 0) return;
    throw tooLarge(
      `The provider's response has more than ${upstreamLimits.answerCharacters} characters of text, reasoning, tool calls and metadata.`,
    );
  }

  /** @param index of a tool call, from 0. @throws as {@link take} */
  admitToolCall(index: number): void {
    if (index < upstreamLimits.toolCalls) return;
    throw tooLarge(`The provider's response has more than ${upstreamLimits.toolCalls} tool calls.`);
  }

  /** Each event of a call repeats its id and name. */
  #takeCall({ index, id, name, argumentsDelta }: ChatPart & { type: 'tool-call-delta' }): void {
    this.admitToolCall(index);
    this.hold(partCost + id.length + name.length + argumentsDelta.length);
  }
}

function tooLarge(message: string) {
  return upstreamFailure('PROTOCOL', { message });
}
