import type { ToolCall } from '../../domain.ts';
import type { AnswerBudget } from '../answer-budget.ts';
import type { ToolCallDelta } from '../chat-adapter.ts';
import { JsonScan } from '../wire-json.ts';
import { asRecord, asText, isRecord, type WireRecord } from '../wire-value.ts';

interface OpenCall {
  readonly index: number;
  readonly id: string;
  /** The ID that the server sent; empty for none. */
  readonly wireId: string;
  name: string;
  rawArguments: string;
  /** Counts the brackets of the arguments. */
  readonly scan: JsonScan;
  providerMetadata: Record<string, unknown> | null;
  readonly wireIndex: number | null;
}

/**
 * Joins the deltas of tool calls, in which any field can be missing, empty or repeated. The index
 * identifies a call. A new ID starts a new call even with a known index. A delta with neither
 * belongs to the last call.
 */
export class ToolCalls {
  readonly #calls: OpenCall[] = [];
  readonly #makeId: () => string;
  readonly #budget: AnswerBudget;

  /** @param makeId creates the IDs of tool calls when the server sends none. */
  constructor(makeId: () => string, budget: AnswerBudget) {
    this.#makeId = makeId;
    this.#budget = budget;
  }

  get isEmpty(): boolean {
    return this.#calls.length === 0;
  }

  push(delta: WireRecord): ToolCallDelta[] {
    const called = asRecord(delta['function']);
    const id = asText(delta['id']);
    const name = asText(called['name']);
    const wireIndex = typeof delta['index'] === 'number' ? delta['index'] : null;
    const found = this.#find({ wireIndex, id, name });
    const call = found ?? this.#open(wireIndex, id);
    if (call.name === '') call.name = name;
    const argumentsDelta = toText(called['arguments']);
    call.rawArguments += argumentsDelta;
    call.scan.push(argumentsDelta);
    this.#takeMetadata(call, delta['extra_content']);
    if (found !== undefined && argumentsDelta === '') return [];
    const { index } = call;
    return [{ type: 'tool-call-delta', index, id: call.id, name: call.name, argumentsDelta }];
  }

  /** Returns all calls at the end of the response. */
  finish(): ToolCall[] {
    return this.#calls.map(({ id, name, rawArguments, providerMetadata }) => ({
      id,
      name,
      rawArguments,
      providerMetadata,
    }));
  }

  /** Stores the signatures that Gemini sends with a call, because a request must repeat them. */
  #takeMetadata(call: OpenCall, extra: unknown): void {
    if (!isRecord(extra)) return;
    this.#budget.hold(JSON.stringify(extra).length);
    call.providerMetadata = { extra_content: extra };
  }

  #find(delta: { wireIndex: number | null; id: string; name: string }): OpenCall | undefined {
    const { wireIndex, id, name } = delta;
    const known =
      id === ''
        ? undefined
        : this.#calls.find((call) => call.wireId === id && !isOther(call, wireIndex));
    if (known !== undefined) return known;
    const last = this.#calls.at(-1);
    if (wireIndex === null) {
      // A name without an ID starts a new call, unless the last call still has no name.
      const begins = id !== '' || (name !== '' && last?.name !== '');
      return begins ? undefined : last;
    }
    const slot = this.#calls.findLast((call) => call.wireIndex === wireIndex);
    if (slot === undefined || id !== '') return undefined;
    // Servers without IDs send index 0 for every call: another name after complete arguments is a
    // new call.
    const isAnother = name !== '' && name !== slot.name && slot.scan.isBalanced;
    return isAnother ? undefined : slot;
  }

  /** @throws UpstreamError for too many calls, because each search takes time for each of them. */
  #open(wireIndex: number | null, id: string): OpenCall {
    this.#budget.admitToolCall(this.#calls.length);
    const call: OpenCall = {
      index: this.#calls.length,
      id: id === '' || this.#calls.some((call) => call.id === id) ? this.#makeId() : id,
      wireId: id,
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

/** Some servers send one ID for all calls. */
function isOther(call: OpenCall, wireIndex: number | null): boolean {
  return wireIndex !== null && call.wireIndex !== null && wireIndex !== call.wireIndex;
}

/** Some servers send the arguments as an object. */
function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}
