import { answer, chunk, content, errorBody, sseHeaders, usageChunk } from './fake-openai.ts';
import { type Exchange, startUpstream, type Upstream } from './upstream.ts';

/** A request for a completion that the provider received. */
export interface ReceivedCall {
  /** Name of the model. */
  readonly model: string;
  /** On the clock of performance.now(). */
  readonly at: number;
  readonly body: { readonly messages: readonly { readonly role: string }[] };
  readonly exchange: Exchange;
}

export interface FaultyProvider extends AsyncDisposable {
  readonly baseUrl: string;
  /** The calls of a model, in the order of their arrival. */
  callsOf(model: string): readonly ReceivedCall[];
}

/** Responds to one call. @param index number of earlier calls of the model. */
export type Fault = (exchange: Exchange, index: number) => void | Promise<void>;

/** The words of each complete response. */
export const words = Array.from({ length: 60 }, (_, index) => `word${index} `);
export const wholeText = words.join('');

const json = { 'content-type': 'application/json' };

/** A complete response. */
export async function respond(exchange: Exchange): Promise<void> {
  exchange.head(200, sseHeaders);
  for (const part of answer(words)) await exchange.write(part);
  exchange.end();
}

/** Only the first words, without an end. The connection stays open. */
export async function respondUpTo(exchange: Exchange, count: number): Promise<void> {
  exchange.head(200, sseHeaders);
  await exchange.write(chunk({ delta: { role: 'assistant', content: '' } }));
  for (const word of words.slice(0, count)) await exchange.write(content(word));
}

/** The first words, and then the end of the connection without an end of the response. */
export async function cut(exchange: Exchange, count: number): Promise<void> {
  await respondUpTo(exchange, count);
  exchange.destroy();
}

export function refuse(
  exchange: Exchange,
  status: number,
  { code = null, headers = {} }: { code?: string | null; headers?: Record<string, string> } = {},
): void {
  exchange.head(status, { ...json, ...headers });
  exchange.end(errorBody('The request failed.', 'error', code));
}

/** A whole response with one event that is not JSON. */
export async function respondWithInvalidEvent(exchange: Exchange): Promise<void> {
  exchange.head(200, sseHeaders);
  for (const [index, part] of answer(words).entries()) {
    if (index === 10) await exchange.write('data: {"choices": [{"delta": {"cont\n\n');
    await exchange.write(part);
  }
  exchange.end();
}

/** A whole response whose stream stays open, without its last marker. */
export async function respondWithoutDone(exchange: Exchange): Promise<void> {
  await respondUpTo(exchange, words.length);
  await exchange.write(chunk({ finishReason: 'stop' }));
  const usage = { prompt_tokens: 9, completion_tokens: 60, total_tokens: 69 };
  await exchange.write(usageChunk(usage));
}

/** A provider whose models fail in the given ways. A model that is not named is healthy. */
export async function startFaultyProvider(
  faults: Readonly<Record<string, Fault>>,
): Promise<FaultyProvider> {
  const calls: ReceivedCall[] = [];
  const upstream: Upstream = await startUpstream({
    handler: async (exchange) => {
      const body = exchange.request.body as ReceivedCall['body'] & { readonly model: string };
      const { model } = body;
      const index = calls.filter((call) => call.model === model).length;
      calls.push({ model, at: performance.now(), body, exchange });
      await (faults[model] ?? respond)(exchange, index);
    },
  });
  return {
    baseUrl: `${upstream.url}/v1`,
    callsOf: (model) => calls.filter((call) => call.model === model),
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}
