import { UpstreamError } from '../errors.ts';
import type { AnswerBudget } from './answer-budget.ts';
import type { ChatPart } from './chat-adapter.ts';
import type { AnswerCall, AnswerReader, PreparedRequest, Protocol } from './protocol.ts';
import { SecretFreeParts } from './secret-free-parts.ts';
import { StorableParts } from './storable-parts.ts';

/** State of one response that is being read. */
interface Answer<Message> {
  readonly reader: AnswerReader<Message>;
  readonly budget: AnswerBudget;
  readonly secretFree: SecretFreeParts;
}

/**
 * Calls the upstream and reads its streamed response, chunk by chunk. All parts are counted against
 * the budget and can be stored.
 *
 * @throws UpstreamError; the reason of the signal when it is aborted.
 */
export async function* readAnswer<Message>(
  protocol: Protocol<Message>,
  open: PreparedRequest['open'],
  call: AnswerCall,
): AsyncGenerator<readonly ChatPart[]> {
  const { signal, budget } = call;
  const reader = protocol.createReader(call);
  const answer = { reader, budget, secretFree: new SecretFreeParts(call.target) };
  const storable = new StorableParts();
  let hasStarted = false;
  let cut: TypeError | null = null;
  try {
    for await (const chunk of await open(call)) {
      const { parts, error } = readChunk(answer, storable, chunk);
      hasStarted ||= parts.length > 0;
      if (parts.length > 0) yield parts;
      if (error !== null) throw error;
      if (reader.isEnded) break;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    // A body throws a TypeError when its connection breaks, like the body of fetch.
    if (!(error instanceof TypeError)) throw protocol.toUpstreamError(error);
    cut = error;
  }
  signal.throwIfAborted();
  if (cut === null) {
    const { parts, error } = readChunk(answer, storable, null);
    hasStarted ||= parts.length > 0;
    if (parts.length > 0) yield parts;
    if (error !== null) throw protocol.toUpstreamError(error);
  }
  const rest = store(answer, storable, reader.end());
  const isFinished = rest.at(-1)?.type === 'finish';
  if (cut !== null && !hasStarted && !isFinished) throw protocol.toUpstreamError(cut);
  if (rest.length > 0) yield rest;
}

/** Reads a chunk up to the first error. The parts before the error belong to the response. */
function readChunk<Message>(
  answer: Answer<Message>,
  storable: StorableParts,
  chunk: Uint8Array | null,
): { readonly parts: readonly ChatPart[]; readonly error: Error | null } {
  const parts: ChatPart[] = [];
  try {
    for (const message of answer.reader.split(chunk)) {
      parts.push(...store(answer, storable, answer.reader.read(message)));
    }
    return { parts, error: null };
  } catch (error) {
    // A TypeError of our own must not look like a broken connection: wrap it.
    const isKnown = error instanceof UpstreamError;
    const wrapped = isKnown ? error : new Error('unreadable response', { cause: error });
    return { parts, error: wrapped };
  }
}

/** Counts parts against the budget, makes them storable and removes secrets. */
function store<Message>(
  { budget, secretFree }: Answer<Message>,
  storable: StorableParts,
  parts: readonly ChatPart[],
): ChatPart[] {
  const stored: ChatPart[] = [];
  for (const part of parts) {
    budget.take(part);
    for (const one of storable.take(part)) stored.push(secretFree.take(one));
  }
  return stored;
}
