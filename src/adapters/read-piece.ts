import type { ChatPart } from './chat-adapter.ts';

/** What a piece of a body says, and what is wrong with it behind that. */
export interface ReadPiece {
  readonly parts: readonly ChatPart[];
  readonly fault: { readonly error: unknown } | null;
}

/** Reads a piece up to a fault in it: what comes before that has been said. */
export function readPiece(
  split: () => readonly string[],
  read: (text: string) => readonly ChatPart[],
): ReadPiece {
  const parts: ChatPart[] = [];
  try {
    for (const text of split()) parts.push(...read(text));
    return { parts, fault: null };
  } catch (error) {
    return { parts, fault: { error } };
  }
}
