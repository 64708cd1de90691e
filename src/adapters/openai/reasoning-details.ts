import { asList, asRecord, asText, isRecord, type WireRecord } from '../wire-value.ts';

/** Fields of a detail that arrive in pieces. */
const growing = ['text', 'summary', 'data'] as const;

/**
 * OpenRouter's `reasoning_details`: what the model thought, with the provider's signatures. The
 * provider wants them back unchanged with the tool calls that followed.
 */
export class ReasoningDetails {
  readonly #details: Record<string, unknown>[] = [];

  get all(): readonly WireRecord[] {
    return this.#details;
  }

  /** Pieces of one detail follow each other, with the same type and index. */
  push(details: unknown): void {
    for (const piece of asList(details).filter(isRecord)) {
      const last = this.#details.at(-1);
      const continues =
        last !== undefined && last['type'] === piece['type'] && last['index'] === piece['index'];
      if (continues) append(last, piece);
      else this.#details.push({ ...piece });
    }
  }
}

function append(detail: Record<string, unknown>, piece: WireRecord): void {
  for (const [name, value] of Object.entries(piece)) {
    if (value === null || value === undefined) continue;
    const grows = (growing as readonly string[]).includes(name);
    detail[name] = grows ? asText(detail[name]) + asText(value) : value;
  }
}

/** What can be read of it. */
export function textOfDetails(details: unknown): string {
  return asList(details)
    .map(asRecord)
    .map(({ text, summary }) => asText(text) || asText(summary))
    .join('');
}
