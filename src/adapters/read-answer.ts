import { UpstreamError } from '../errors.ts';
import type { AnswerBudget } from './answer-budget.ts';
import type { ChatPart } from './chat-adapter.ts';
import type { AnswerCall, AnswerReader, PreparedRequest, Protocol } from './protocol.ts';
import { StorableParts } from './storable-parts.ts';

/** One answer that is being read. */
interface Answer<Message> {
  readonly reader: AnswerReader<Message>;
  readonly budget: AnswerBudget;
}

/**
 * Calls the upstream and reads its streamed answer, chunk by chunk. Every part passes the budget, and can be stored.
 *
 * @throws UpstreamError; the signal's reason when it was aborted.
 */
export async function* readAnswer<Message>(
  protocol: Protocol<Message>,
  open: PreparedRequest['open'],
  call: AnswerCall,
): AsyncGenerator<readonly ChatPart[]> {
  const { signal, budget } = call;
  const reader = protocol.createReader(call);
  const answer = { reader, budget };
  const storable = new StorableParts();
  let spoken = false;
  let cut: TypeError | null = null;
  try {
    for await (const chunk of await open(call)) {
      const { parts, fault } = readChunk(answer, storable, chunk);
      spoken ||= parts.length > 0;
      if (parts.length > 0) yield parts;
      if (fault !== null) throw fault;
      if (reader.isEnded) break;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    // A body whose connection breaks throws a TypeError, as that of fetch does.
    if (!(error instanceof TypeError)) throw protocol.toUpstreamError(error);
    cut = error;
  }
  signal.throwIfAborted();
  if (cut === null) {
    const { parts, fault } = readChunk(answer, storable, null);
    spoken ||= parts.length > 0;
    if (parts.length > 0) yield parts;
    if (fault !== null) throw protocol.toUpstreamError(fault);
  }
  const rest = store(answer, storable, reader.end());
  const isFinished = rest.at(-1)?.type === 'finish';
  if (cut !== null && !spoken && !isFinished) throw protocol.toUpstreamError(cut);
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
