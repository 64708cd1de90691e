import { asList, asRecord, asText, isRecord, type WireRecord } from '../wire-value.ts';

/** Fields whose value is sent in several deltas. */
const streamedFields = ['text', 'summary', 'data'] as const;

/**
 * OpenRouter's `reasoning_details`: reasoning with the signatures of the provider. A request that
 * repeats the tool calls must contain them unchanged.
 */
export class ReasoningDetails {
  readonly #details: Record<string, unknown>[] = [];

  get all(): readonly WireRecord[] {
    return this.#details;
  }

  /** Appends deltas. The deltas of one detail are adjacent and have the same type and index. */
  push(details: unknown): void {
    for (const delta of asList(details).filter(isRecord)) {
      const last = this.#details.at(-1);
      const continues =
        last !== undefined && last['type'] === delta['type'] && last['index'] === delta['index'];
      if (continues) append(last, delta);
      else this.#details.push({ ...delta });
    }
  }
}

function append(detail: Record<string, unknown>, delta: WireRecord): void {
  for (const [name, value] of Object.entries(delta)) {
    if (value === null || value === undefined) continue;
    const isStreamed = (streamedFields as readonly string[]).includes(name);
    detail[name] = isStreamed ? asText(detail[name]) + asText(value) : value;
  }
}

/** Returns the readable text of the details. */
export function textOfDetails(details: unknown): string {
  return asList(details)
    .map(asRecord)
    .map(({ text, summary }) => asText(text) || asText(summary))
    .join('');
}
