import { UpstreamError } from '../errors.ts';
import type { AnswerBudget } from './answer-budget.ts';
import type { ChatPart } from './chat-adapter.ts';
import type { AnswerCall, AnswerReader, PreparedRequest, Protocol } from './protocol.ts';
import { SecretFreeParts } from './secret-free-parts.ts';
import { StorableParts } from './storable-parts.ts';
import { InvalidJsonError } from './wire-json.ts';

/** State of one response that is being read. */
interface Answer<Message> {
  readonly reader: AnswerReader<Message>;
  readonly budget: AnswerBudget;
  readonly secretFree: SecretFreeParts;
  /** The error of the one message that was skipped; null when none was. */
  skipped: InvalidJsonError | null;
}

const skippedWarning =
  "One message of the provider's response was not valid JSON; it was skipped, and its text is missing.";

/**
 * Calls the upstream and reads its streamed response, chunk by chunk. All parts are counted against
 * the budget and can be stored. One message that is not valid JSON is skipped, with a warning, if
 * the response is complete nevertheless.
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
  const secretFree = new SecretFreeParts(call.target);
  const answer: Answer<Message> = { reader, budget, secretFree, skipped: null };
  const storable = new StorableParts();
  let hasStarted = false;
  let cut: TypeError | null = null;
  let chunks: AsyncIterator<Uint8Array> | null = null;
  try {
    chunks = (await open(call))[Symbol.asyncIterator]();
    while (!reader.isEnded) {
      const next = chunks.next();
      const { value, done } = await (reader.isComplete ? withinTail(next, call) : next);
      if (done === true) break;
      const { parts, error } = readChunk(answer, storable, value);
      hasStarted ||= parts.length > 0;
      if (parts.length > 0) yield parts;
      if (error !== null) throw error;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    // A body throws a TypeError when its connection breaks, like the body of fetch.
    if (!(error instanceof TypeError)) throw protocol.toUpstreamError(error);
    cut = error;
  } finally {
    // Not awaited: a body that waits for its next chunk returns only after it.
    void chunks?.return?.().catch(() => {});
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
  if (answer.skipped !== null) {
    // The missing message can have had the end of the response: only a finish reason proves it.
    if (!isFinished || !reader.isComplete) throw answer.skipped;
    rest.unshift({ type: 'warning', message: skippedWarning });
  }
  if (rest.length > 0) yield rest;
}

/**
 * Maximum time from the finish reason to the end of the stream, in milliseconds. Some servers keep the
 * connection open after a complete response, which the idle timeout would report as failed.
 */
const maxTailMs = 5_000;

type Chunk = IteratorResult<Uint8Array>;

/** Returns the end when the next chunk does not arrive in time. */
async function withinTail(
  next: Promise<Chunk>,
  { target }: Pick<AnswerCall, 'target'>,
): Promise<Chunk> {
  const tailMs = Math.min(maxTailMs, target.timeouts.idleMs / 2);
  const late = Promise.withResolvers<Chunk>();
  // A chunk that arrived while the process was busy is read first.
  const timer = setTimeout(
    () => setImmediate(() => late.resolve({ done: true, value: undefined })),
    tailMs,
  );
  try {
    return await Promise.race([next, late.promise]);
  } finally {
    clearTimeout(timer);
    next.catch(() => {});
  }
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
      parts.push(...store(answer, storable, readMessage(answer, message)));
    }
    return { parts, error: null };
  } catch (error) {
    // A TypeError of our own must not look like a broken connection: wrap it.
    const isKnown = error instanceof UpstreamError;
    const wrapped = isKnown ? error : new Error('unreadable response', { cause: error });
    return { parts, error: wrapped };
  }
}

/** Reads a message. The first one that is not valid JSON has no parts. */
function readMessage<Message>(answer: Answer<Message>, message: Message): readonly ChatPart[] {
  try {
    return answer.reader.read(message);
  } catch (error) {
    if (!(error instanceof InvalidJsonError) || answer.skipped !== null) throw error;
    answer.skipped = error;
    return [];
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
