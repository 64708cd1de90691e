import { UpstreamError } from '../errors.ts';
import type { AnswerBudget } from './answer-budget.ts';
import type { ChatPart } from './chat-adapter.ts';
import { StorableParts } from './storable-parts.ts';

/** Reads the messages of one answer in a vendor's protocol. */
export interface AnswerReader<Message> {
  /** The messages that a chunk of the body completes; null is the end of the body. */
  split(chunk: Uint8Array | null): readonly Message[];
  read(message: Message): readonly ChatPart[];
  /** Whether the upstream has said that nothing follows. */
  readonly isEnded: boolean;
  /** What remains at the end; without a finish part when the answer was cut off. */
  end(): readonly ChatPart[];
}

export interface Answer<Message> {
  readonly signal: AbortSignal;
  readonly reader: AnswerReader<Message>;
  readonly budget: AnswerBudget;
  /** Sends the request. @returns the body of the answer. */
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
  readonly toUpstreamError: (error: unknown) => UpstreamError;
}

/**
 * Reads one streamed answer, chunk by chunk. Every part passes the budget, and can be stored.
 *
 * @throws UpstreamError; the signal's reason when it was aborted.
 */
export async function* readAnswer<Message>(
  answer: Answer<Message>,
): AsyncGenerator<readonly ChatPart[]> {
  const { signal, reader, open, toUpstreamError } = answer;
  const storable = new StorableParts();
  let spoken = false;
  let cut: TypeError | null = null;
  try {
    for await (const chunk of await open()) {
      const { parts, fault } = readChunk(answer, storable, chunk);
      spoken ||= parts.length > 0;
      if (parts.length > 0) yield parts;
      if (fault !== null) throw fault;
      if (reader.isEnded) break;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    // A body whose connection breaks throws a TypeError, as that of fetch does.
    if (!(error instanceof TypeError)) throw toUpstreamError(error);
    cut = error;
  }
  signal.throwIfAborted();
  if (cut === null) {
    const { parts, fault } = readChunk(answer, storable, null);
    spoken ||= parts.length > 0;
    if (parts.length > 0) yield parts;
    if (fault !== null) throw toUpstreamError(fault);
  }
  const rest = store(answer, storable, reader.end());
  const isFinished = rest.at(-1)?.type === 'finish';
  if (cut !== null && !spoken && !isFinished) throw toUpstreamError(cut);
  if (rest.length > 0) yield rest;
}

/** Reads a chunk up to a fault in it: what comes before that is part of the answer. */
function readChunk<Message>(
  answer: Answer<Message>,
  storable: StorableParts,
  chunk: Uint8Array | null,
): { readonly parts: readonly ChatPart[]; readonly fault: Error | null } {
  const parts: ChatPart[] = [];
  try {
    for (const message of answer.reader.split(chunk)) {
      parts.push(...store(answer, storable, answer.reader.read(message)));
    }
    return { parts, fault: null };
  } catch (error) {
    // Any other error must not be taken for a broken connection.
    const isKnown = error instanceof UpstreamError;
    return { parts, fault: isKnown ? error : new Error('unreadable response', { cause: error }) };
  }
}

/** Counts parts against the budget, and makes them storable. */
function store<Message>(
  { budget }: Answer<Message>,
  storable: StorableParts,
  parts: readonly ChatPart[],
): ChatPart[] {
  const stored: ChatPart[] = [];
  for (const part of parts) {
    budget.take(part);
    stored.push(...storable.take(part));
  }
  return stored;
}
