import { randomUUID } from 'node:crypto';
import type { ToolCall } from '../../domain.ts';
import { bodyOf } from '../../egress/lean-response.ts';
import type { ChatAdapter, ChatPart, ChatTarget } from '../chat-adapter.ts';
import type { ChatRequest } from '../chat-request.ts';
import { LineReader } from '../line-reader.ts';
import { ownedStream } from '../owned-stream.ts';
import { readPiece } from '../read-piece.ts';
import { readStart } from '../read-start.ts';
import { type RefusalLog, secretsOf } from '../refusal-log.ts';
import { ThinkTags } from '../think-tags.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { type OllamaConnection, openResponse } from './client.ts';
import { isCut, refusalOf, toUpstreamError } from './errors.ts';
import { toFinishReason } from './finish-reason.ts';
import { toWireRequest } from './request.ts';
import { toTokenUsage, type WireUsage } from './usage.ts';

export interface OllamaChatAdapterOptions extends OllamaConnection {
  /** Notes what Ollama refuses with. */
  readonly refusals: RefusalLog;
}

/** Calls chat models on Ollama, over its own protocol. */
export function createOllamaChatAdapter(
  target: ChatTarget,
  options: OllamaChatAdapterOptions,
): ChatAdapter {
  return {
    warnings: (request) => toWireRequest(target, request).warnings,
    stream: (request, { signal }) =>
      ownedStream({
        signal,
        timeouts: target.timeouts,
        open: (owned) => readParts({ target, request, signal: owned, options }),
      }),
  };
}

interface Call {
  readonly target: ChatTarget;
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  readonly options: OllamaChatAdapterOptions;
}

interface WireToolCall {
  readonly id?: string;
  readonly function?: { readonly name?: string; readonly arguments?: unknown };
}

/** As much of a line as we read. */
interface WireLine extends WireUsage {
  readonly message?: {
    readonly content?: string;
    readonly thinking?: string;
    readonly tool_calls?: readonly WireToolCall[] | null;
  };
  readonly done?: boolean;
  readonly done_reason?: string;
  readonly error?: unknown;
}

async function* readParts(call: Call): AsyncGenerator<readonly ChatPart[]> {
  const { signal, target } = call;
  const lines = new LineReader();
  const tags = new ThinkTags({ openInPrompt: target.dialect.startsThinking });
  let spoken = false;
  let calls = 0;
  let last: WireLine | null = null;
  const read = (text: string): ChatPart[] => {
    if (text.trim() === '') return [];
    const line = parseLine(text, call);
    if (line.done === true) last = line;
    // The last line may carry text and calls too.
    const wholeCalls = (line.message?.tool_calls ?? []).map(toToolCall);
    calls += wholeCalls.length;
    const first = calls - wholeCalls.length;
    return [
      ...textParts(line, tags),
      ...wholeCalls.flatMap((toolCall, index) => wholeCall(toolCall, first + index)),
    ];
  };
  try {
    for await (const bytes of await openStream(call)) {
      const { parts, fault } = readPiece(() => lines.push(bytes), read);
      spoken ||= parts.length > 0;
      if (parts.length > 0) yield parts;
      if (fault !== null) throw fault.error;
    }
    const { parts, fault } = readPiece(() => lines.end(), read);
    spoken ||= parts.length > 0;
    if (parts.length > 0) yield parts;
    if (fault !== null) throw fault.error;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (!spoken || !isCut(error)) throw toUpstreamError(error);
    return;
  }
  signal.throwIfAborted();
  if (last === null) return;
  yield [...tags.end(), toFinish(last, { called: calls > 0 })];
}

function toFinish(last: WireLine, { called }: { readonly called: boolean }): ChatPart {
  return {
    type: 'finish',
    finishReason: toFinishReason(last.done_reason, { called }),
    rawFinishReason: last.done_reason ?? '',
    usage: toTokenUsage(last),
  };
}

/** The package makes the request; status and body are ours to read. */
async function openStream(call: Call): Promise<AsyncIterable<Uint8Array>> {
  const { target, request, signal, options } = call;
  const { body } = toWireRequest(target, request);
  const lean = { ...options, lean: true };
  const response = await openResponse(lean, signal, (client) => client.chat(body));
  const stream = response.ok ? bodyOf(response) : null;
  if (stream !== null) return stream;
  const text = await readStart(response);
  note(call, response.status, text);
  throw refusalOf(response.status, text);
}

function parseLine(text: string, call: Call): WireLine {
  const line: unknown = JSON.parse(text);
  if (typeof line !== 'object' || line === null) throw upstreamFailure('PROTOCOL');
  const { error } = line as WireLine;
  if (error === undefined || error === null) return line as WireLine;
  note(call, null, text);
  // Once the stream has begun, a failure comes as its last line.
  throw refusalOf(undefined, text);
}

function textParts({ message }: WireLine, tags: ThinkTags): ChatPart[] {
  const parts: ChatPart[] = [];
  if (message?.thinking) {
    parts.push(...tags.disable(), { type: 'thinking-delta', text: message.thinking });
  }
  if (message?.content) parts.push(...tags.push(message.content));
  return parts;
}

/** Calls come whole, from older versions without ids. */
function toToolCall({ id, function: called }: WireToolCall): ToolCall {
  const given = called?.arguments;
  return {
    id: id === undefined || id === '' ? `call_${randomUUID()}` : id,
    name: called?.name ?? '',
    rawArguments: typeof given === 'string' ? given : JSON.stringify(given ?? {}),
    providerMetadata: null,
  };
}

function wholeCall(toolCall: ToolCall, index: number): ChatPart[] {
  const { id, name, rawArguments } = toolCall;
  return [
    { type: 'tool-call-delta', index, id, name, argumentsDelta: rawArguments },
    { type: 'tool-call', toolCall },
  ];
}

function note({ options, target, request }: Call, status: number | null, body: string): void {
  const secrets = secretsOf(target, request);
  options.refusals.note({ model: target.name, status, body, secrets });
}
