import type { ToolCall } from '../../domain.ts';
import type { AnswerBudget } from '../answer-budget.ts';
import type { ToolCallDelta } from '../chat-adapter.ts';
import { JsonScan } from '../wire-json.ts';
import { asRecord, asText, isRecord, type WireRecord } from '../wire-value.ts';

interface OpenCall {
  readonly index: number;
  readonly id: string;
  name: string;
  rawArguments: string;
  /** Follows the brackets of the arguments. */
  readonly scan: JsonScan;
  providerMetadata: Record<string, unknown> | null;
  readonly wireIndex: number | null;
}

/**
 * Puts tool calls together from pieces, of which anything may be missing, empty, or repeated. The
 * index identifies a call; a new id starts a new call even under a known index; a piece without
 * either belongs to the last call.
 */
export class ToolCalls {
  readonly #calls: OpenCall[] = [];
  readonly #makeId: () => string;
  readonly #budget: AnswerBudget;

  /** @param makeId for servers that give their calls no ids. */
  constructor(makeId: () => string, budget: AnswerBudget) {
    this.#makeId = makeId;
    this.#budget = budget;
  }

  get isEmpty(): boolean {
    return this.#calls.length === 0;
  }

  push(piece: WireRecord): ToolCallDelta[] {
    const called = asRecord(piece['function']);
    const id = asText(piece['id']);
    const name = asText(called['name']);
    const wireIndex = typeof piece['index'] === 'number' ? piece['index'] : null;
    const found = this.#find({ wireIndex, id, name });
    const call = found ?? this.#open(wireIndex, id);
    if (call.name === '') call.name = name;
    const argumentsDelta = toText(called['arguments']);
    call.rawArguments += argumentsDelta;
    call.scan.push(argumentsDelta);
    this.#takeMetadata(call, piece['extra_content']);
    if (found !== undefined && argumentsDelta === '') return [];
    const { index } = call;
    return [{ type: 'tool-call-delta', index, id: call.id, name: call.name, argumentsDelta }];
  }

  /** All calls, at the end. */
  finish(): ToolCall[] {
    return this.#calls.map(({ id, name, rawArguments, providerMetadata }) => ({
      id,
      name,
      rawArguments,
      providerMetadata,
    }));
  }

  /** Gemini's signatures of thoughts. */
  #takeMetadata(call: OpenCall, extra: unknown): void {
    if (!isRecord(extra)) return;
    this.#budget.hold(JSON.stringify(extra).length);
    call.providerMetadata = { extra_content: extra };
  }

  #find(piece: { wireIndex: number | null; id: string; name: string }): OpenCall | undefined {
    const { wireIndex, id, name } = piece;
    const known = id === '' ? undefined : this.#calls.find((call) => call.id === id);
    if (known !== undefined) return known;
    const last = this.#calls.at(-1);
    if (wireIndex === null) {
      // A name without an id begins a call, unless the last one still has none.
      const begins = id !== '' || (name !== '' && last?.name !== '');
      return begins ? undefined : last;
    }
    const slot = this.#calls.findLast((call) => call.wireIndex === wireIndex);
    if (slot === undefined || id !== '') return undefined;
    // Servers without ids number every call 0: a name with arguments already complete is another.
    const isAnother = name !== '' && name !== slot.name && slot.scan.isBalanced;
    return isAnother ? undefined : slot;
  }

  /** @throws UpstreamError for one more than an answer can have: finding calls takes time for each. */
  #open(wireIndex: number | null, id: string): OpenCall {
    this.#budget.admitToolCall(this.#calls.length);
    const call: OpenCall = {
      index: this.#calls.length,
      id: id === '' ? this.#makeId() : id,
      name: '',
      rawArguments: '',
      scan: new JsonScan(),
      providerMetadata: null,
      wireIndex,
    };
    this.#calls.push(call);
    return call;
  }
}

/** Some send the arguments as an object. */
function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}
