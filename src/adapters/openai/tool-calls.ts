import type { ToolCall } from '../../domain.ts';
import type { ToolCallDelta } from '../chat-adapter.ts';

/** A piece of a tool call, as servers send it: anything may be missing, empty, or repeated. */
export interface WireToolCall {
  readonly index?: number | null;
  readonly id?: string | null;
  readonly function?: {
    readonly name?: string | null;
    readonly arguments?: unknown;
  } | null;
  /** Gemini's signatures of thoughts. */
  readonly extra_content?: unknown;
}

interface OpenCall {
  id: string;
  name: string;
  rawArguments: string;
  providerMetadata: Record<string, unknown> | null;
  wireIndex: number | null;
}

/**
 * Puts tool calls together. What tells calls apart is their index where it does so; a new id opens
 * a new call whatever the index says; with neither, a piece belongs to the last call.
 */
export class ToolCalls {
  readonly #calls: OpenCall[] = [];
  readonly #makeId: () => string;

  /** @param makeId for servers that give their calls no ids. */
  constructor(makeId: () => string) {
    this.#makeId = makeId;
  }

  get isEmpty(): boolean {
    return this.#calls.length === 0;
  }

  push(piece: WireToolCall): ToolCallDelta[] {
    const found = this.#find(piece);
    const call = found ?? this.#open(piece);
    const { name } = piece.function ?? {};
    if (call.name === '' && typeof name === 'string') call.name = name;
    const argumentsDelta = toText(piece.function?.arguments);
    call.rawArguments += argumentsDelta;
    if (isRecord(piece.extra_content)) {
      call.providerMetadata = { extra_content: piece.extra_content };
    }
    if (found !== undefined && argumentsDelta === '') return [];
    const index = this.#calls.indexOf(call);
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

  #find({ index, id, function: called }: WireToolCall): OpenCall | undefined {
    const hasId = typeof id === 'string' && id !== '';
    const known = hasId ? this.#calls.find((call) => call.id === id) : undefined;
    if (known !== undefined) return known;
    const last = this.#calls.at(-1);
    if (typeof index !== 'number') {
      // A name without an id begins a call, unless the last one still has none.
      const begins = hasId || (Boolean(called?.name) && last?.name !== '');
      return begins ? undefined : last;
    }
    const slot = this.#calls.findLast((call) => call.wireIndex === index);
    if (slot === undefined || hasId) return undefined;
    // Servers without ids number every call 0: a name with arguments already complete is another.
    const isAnother =
      Boolean(called?.name) && called?.name !== slot.name && isComplete(slot.rawArguments);
    return isAnother ? undefined : slot;
  }

  #open({ index, id }: WireToolCall): OpenCall {
    const call: OpenCall = {
      id: typeof id === 'string' && id !== '' ? id : this.#makeId(),
      name: '',
      rawArguments: '',
      providerMetadata: null,
      wireIndex: typeof index === 'number' ? index : null,
    };
    this.#calls.push(call);
    return call;
  }
}

function isComplete(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Some send the arguments as an object. */
function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
