import type { CreateModelInput } from '../gql/graphql.ts';
import {
  lastLine,
  lastResponseLine,
  line,
  messageLine,
  ndjsonHeaders,
  ollamaWith,
  responseLine,
} from './fake-ollama.ts';
import { chunk, content, done, sseHeaders, textChunk, usageChunk } from './fake-openai.ts';
import type { Handler, Upstream } from './upstream.ts';

/** Bytes with the same meaning in both protocols. */
interface FakeVendor {
  readonly model: (upstreamUrl: string) => CreateModelInput;
  /** `chat` responds to chats. The vendor's other endpoints respond themselves. */
  readonly serve: (upstream: Upstream, chat: Handler) => void;
  readonly headers: Record<string, string>;
  readonly chatPath: string;
  readonly text: (text: string) => string;
  readonly thinking: (text: string) => string;
  /** The end of a stream, with 9 prompt tokens and 3 completion tokens. */
  readonly finish: (reason: 'stop' | 'length') => string;
  readonly errorInStream: string;
  readonly generatePath: string;
  /** A delta of a raw completion. */
  readonly generated: (text: string) => string;
  /** The end of a raw completion, with 9 prompt tokens and 3 completion tokens. */
  readonly generateEnd: string;
  /** The response to a suffix that is not supported, with HTTP status 400. */
  readonly suffixFailure: string;
  readonly keyFailure: { readonly status: number; readonly body: string };
}

export const vendors = ['openai', 'ollama'] as const;
export type Vendor = (typeof vendors)[number];

export const fakeVendors: Readonly<Record<Vendor, FakeVendor>> = {
  openai: {
    model: (url) => ({
      remote: {
        name: 'gpt-test',
        type: 'CHAT',
        baseUrl: `${url}/v1`,
        apiKey: 'sk-canary-0123456789',
        displayName: 'Before',
      },
    }),
    serve: (upstream, chat) => upstream.handle(chat),
    headers: sseHeaders,
    chatPath: '/v1/chat/completions',
    text: content,
    thinking: (text) => chunk({ delta: { reasoning_content: text } }),
    finish: (reason) =>
      chunk({ finishReason: reason }) +
      usageChunk({ prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 }) +
      done,
    errorInStream:
      'data: {"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}\n\n',
    generatePath: '/v1/completions',
    generated: (text) => textChunk(text),
    generateEnd:
      textChunk('', 'stop') +
      usageChunk({ prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 }) +
      done,
    suffixFailure:
      '{"object":"error","message":"suffix is not currently supported","type":"BadRequestError","param":null,"code":400}',
    keyFailure: {
      status: 401,
      body: '{"error":{"message":"Incorrect API key provided: sk-canary-0123456789.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}',
    },
  },
  ollama: {
    model: () => ({ local: { name: 'tiny', type: 'CHAT', displayName: 'Before' } }),
    serve: (upstream, chat) => upstream.handle(ollamaWith(['tiny:latest'], chat)),
    headers: ndjsonHeaders,
    chatPath: '/api/chat',
    text: (text) => messageLine({ content: text }),
    thinking: (text) => messageLine({ thinking: text }),
    finish: (reason) => lastLine({ done_reason: reason }),
    errorInStream: line({
      error: 'an error was encountered while running the model: unexpected EOF',
    }),
    generatePath: '/api/generate',
    generated: (response) => responseLine({ response }),
    generateEnd: lastResponseLine(),
    suffixFailure: '{"error":"registry.ollama.ai/library/tiny:latest does not support insert"}',
    keyFailure: { status: 401, body: '{"error":"unauthorized"}' },
  },
};
