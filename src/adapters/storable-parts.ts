import type {
  ChatFinish,
  ChatPart,
  ContentDelta,
  ThinkingDelta,
  ToolCallDelta,
} from './chat-adapter.ts';
import { makeStorable, storableText } from './storable.ts';
import { upstreamLimits } from './upstream-limits.ts';
import { isTooLargeJson } from './wire-json.ts';

type TextDelta = ThinkingDelta | ContentDelta;

const replaced =
  "The provider's response had characters that cannot be stored (NUL or a lone surrogate); they were replaced with U+FFFD.";
const tooDeep = `The arguments of a tool call are nested more than ${upstreamLimits.jsonLevels} levels deep, or have more than ${upstreamLimits.jsonContainers} arrays and objects: they are in rawArguments only.`;
const cutOff = `The provider's finish reason has more than ${upstreamLimits.finishReasonCharacters} characters; it was truncated.`;

/**
 * Replaces characters that cannot be stored in the parts of one response, and adds a warning for
 * each kind of replacement. A character that is split between two deltas is not replaced: its first
 * half is held until the next delta.
 */
export class StorableParts {
  /** The first half of a character at the end of the last text delta. */
  #half: TextDelta | null = null;
  /** The same for the arguments of tool calls, by index. */
  readonly #halves = new Map<number, ToolCallDelta>();
  /** Warnings of the whole response, so that each is sent once. */
  readonly #warnings = new Set<string>();
  /** Warnings to send with the current part. */
  readonly #newWarnings: string[] = [];

  take(part: ChatPart): readonly ChatPart[] {
    const parts = this.#take(part);
    if (this.#newWarnings.length === 0) return parts;
    const warnings = this.#newWarnings.splice(0);
    return [...warnings.map((message) => ({ type: 'warning' as const, message })), ...parts];
  }

  #take(part: ChatPart): readonly ChatPart[] {
    switch (part.type) {
      case 'content-delta':
      case 'thinking-delta':
        return this.#takeText(part);
      case 'tool-call-delta':
        return this.#takeArguments(part);
      case 'tool-call':
        if (isTooLargeJson(part.toolCall.rawArguments)) this.#warn(tooDeep);
        return [...this.#takeHalves(), this.#clean(part)];
      case 'finish':
        return [...this.#takeHalf(), ...this.#takeHalves(), this.#takeFinish(part)];
      case 'usage':
      case 'warning':
        return [part];
    }
  }

  #takeText(part: TextDelta): readonly ChatPart[] {
    if (this.#half === null && !endsInHalf(part.text)) {
      // Fast path: nearly all texts can be stored unchanged.
      return [storableText(part.text) === part.text ? part : this.#clean(part)];
    }
    const { type } = part;
    const other = this.#half?.type === type ? [] : this.#takeHalf();
    const text = (this.#half?.text ?? '') + part.text;
    const end = endsInHalf(text) ? text.length - 1 : text.length;
    this.#half = end === text.length ? null : { type, text: text.slice(end) };
    return end === 0 ? other : [...other, this.#clean({ type, text: text.slice(0, end) })];
  }

  #takeArguments(part: ToolCallDelta): readonly ChatPart[] {
    const { index, argumentsDelta } = part;
    const text = (this.#halves.get(index)?.argumentsDelta ?? '') + argumentsDelta;
    const end = endsInHalf(text) ? text.length - 1 : text.length;
    if (end === text.length) this.#halves.delete(index);
    else this.#halves.set(index, { ...part, argumentsDelta: text.slice(end) });
    return [this.#clean({ ...part, argumentsDelta: text.slice(0, end) })];
  }

  #takeHalf(): ChatPart[] {
    const half = this.#half;
    this.#half = null;
    return half === null ? [] : [this.#clean(half)];
  }

  #takeHalves(): ChatPart[] {
    const parts = [...this.#halves.values()].map((half) => this.#clean(half));
    this.#halves.clear();
    return parts;
  }

  #takeFinish(part: ChatFinish): ChatPart {
    const raw = part.rawFinishReason ?? '';
    if (raw.length > upstreamLimits.finishReasonCharacters) this.#warn(cutOff);
    const rawFinishReason = raw.slice(0, upstreamLimits.finishReasonCharacters);
    return this.#clean(rawFinishReason === raw ? part : { ...part, rawFinishReason });
  }

  #clean<Value>(value: Value): Value {
    const storable = makeStorable(value);
    if (storable !== value) this.#warn(replaced);
    return storable;
  }

  #warn(message: string): void {
    if (this.#warnings.has(message)) return;
    this.#warnings.add(message);
    this.#newWarnings.push(message);
  }
}

/** Whether a text ends with the first half of a character (a high surrogate). */
function endsInHalf(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}
