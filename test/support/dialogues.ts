import type { CompletionRequest } from '../../src/adapters/chat-request.ts';
import { generateRequest } from './chat-request.ts';
import { lastLine, lastResponseLine, messageLine, responseLine } from './fake-ollama.ts';
import { chunk, content, done, textChunk, usageChunk } from './fake-openai.ts';

/** A complete response of a server, and its expected parts. */
export interface Dialogue {
  readonly provider: string | null;
  readonly model?: string;
  /** The request. @default a chat */
  readonly request?: CompletionRequest;
  /** The exact bytes of the response. */
  readonly bytes: string;
  readonly thinking?: string;
  readonly content?: string;
  readonly calls?: readonly {
    /** Undefined when the server sends none. */
    id?: string;
    name: string;
    rawArguments: string;
    providerMetadata?: unknown;
  }[];
  readonly finishReason: string;
  /** Null when the response has none. */
  readonly rawFinishReason: string | null;
  readonly usage?: object;
}

const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };
const counted = { promptTokens: 9, completionTokens: 3, totalTokens: 12 };
const sse = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const delta = (fields: Record<string, unknown>) => chunk({ delta: fields });
const call = (piece: Record<string, unknown>) => delta({ tool_calls: [piece] });
const finish = (reason: string) => chunk({ finishReason: reason });

/** Recorded responses of servers, with the peculiarities of each. */
export const dialogues: Readonly<Record<string, Dialogue>> = {
  'OpenAI: usage in a chunk of its own, with padding': {
    provider: 'openai',
    bytes:
      delta({ role: 'assistant', content: '', refusal: null }) +
      `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'Hi 👩‍🚀' }, finish_reason: null }], obfuscation: 'x9' })}\n\n` +
      finish('stop') +
      usageChunk(usage) +
      done,
    content: 'Hi 👩‍🚀',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
    usage: counted,
  },
  'OpenAI: a refusal is what it answers': {
    provider: 'openai',
    bytes: delta({ refusal: 'I will ' }) + delta({ refusal: 'not.' }) + finish('stop') + done,
    content: 'I will not.',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'Azure: an empty chunk with filter results first, and a filtered end': {
    provider: 'azure-openai',
    bytes:
      sse({ choices: [], prompt_filter_results: [{ prompt_index: 0 }] }) +
      content('No') +
      finish('content_filter') +
      done,
    content: 'No',
    finishReason: 'CONTENT_FILTER',
    rawFinishReason: 'content_filter',
  },
  'DeepSeek: reasoning_content, cache counters, a word of its own': {
    provider: 'deepseek',
    bytes:
      delta({ role: 'assistant', content: null, reasoning_content: '' }) +
      delta({ content: null, reasoning_content: 'Let me ' }) +
      delta({ content: null, reasoning_content: 'see.' }) +
      delta({ content: 'Yes', reasoning_content: null }) +
      chunk({
        finishReason: 'insufficient_system_resource',
        usage: { ...usage, prompt_cache_hit_tokens: 4, prompt_cache_miss_tokens: 5 },
      }) +
      done,
    thinking: 'Let me see.',
    content: 'Yes',
    finishReason: 'OTHER',
    rawFinishReason: 'insufficient_system_resource',
    usage: { ...counted, cachedPromptTokens: 4 },
  },
  'DashScope: data without a space, CRLF': {
    provider: 'dashscope',
    bytes: `data:${JSON.stringify({ choices: [{ index: 0, delta: { reasoning_content: 'Hm' } }] })}\r\n\r\ndata:${JSON.stringify({ choices: [{ index: 0, delta: { content: 'Ja' }, finish_reason: 'stop' }] })}\r\n\r\ndata:[DONE]\r\n\r\n`,
    thinking: 'Hm',
    content: 'Ja',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'vLLM: reasoning, and usage on every chunk': {
    provider: 'vllm',
    bytes:
      chunk({ delta: { reasoning: 'Hm' }, usage: { ...usage, completion_tokens: 1 } }) +
      chunk({ delta: { content: 'Ja' }, usage }) +
      finish('length') +
      done,
    thinking: 'Hm',
    content: 'Ja',
    finishReason: 'LENGTH',
    rawFinishReason: 'length',
    usage: counted,
  },
  'a proxy that sends both names of reasoning': {
    provider: 'generic',
    bytes: delta({ reasoning: 'Hm', reasoning_content: 'Hm' }) + finish('stop') + done,
    thinking: 'Hm',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'vLLM without a parser: tags split anywhere': {
    provider: 'vllm',
    bytes:
      ['\n', '<', 'thi', 'nk>', 'Let me', ' <b>see</b>', '.</th', 'ink>', '\n\n', 'The <think> tag']
        .map(content)
        .join('') +
      finish('stop') +
      done,
    thinking: 'Let me <b>see</b>.',
    content: 'The <think> tag',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'SGLang, whose prompt opens the tag: only the closing one comes': {
    provider: 'sglang',
    model: 'deepseek-ai/DeepSeek-R1',
    bytes:
      ['Let me see', '.</', 'think>', '\n', 'Yes'].map(content).join('') + finish('stop') + done,
    thinking: 'Let me see.',
    content: 'Yes',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'the same, when the model opens it once more': {
    provider: 'sglang',
    model: 'deepseek-ai/DeepSeek-R1',
    bytes: ['<think>\nHm', '</think>Yes'].map(content).join('') + finish('stop') + done,
    thinking: '\nHm',
    content: 'Yes',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'a tag that is never closed': {
    provider: 'minimax',
    bytes: ['<think>', 'on and on </thin'].map(content).join('') + finish('length') + done,
    thinking: 'on and on </thin',
    finishReason: 'LENGTH',
    rawFinishReason: 'length',
  },
  'Kimi: tags of its own': {
    provider: 'generic',
    bytes: ['◁thi', 'nk▷Hm◁/think▷', 'Ja'].map(content).join('') + finish('stop') + done,
    thinking: 'Hm',
    content: 'Ja',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'content that only begins like a tag': {
    provider: 'generic',
    bytes: ['<', 'thin', 'g> is not it'].map(content).join('') + finish('stop') + done,
    content: '<thing> is not it',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'a tag in content beside a field of reasoning': {
    provider: 'generic',
    bytes: delta({ reasoning_content: 'Hm' }) + content('<think>x</think>') + finish('stop') + done,
    thinking: 'Hm',
    content: '<think>x</think>',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'Mistral: content in parts, usage with the last chunk unasked': {
    provider: 'mistral',
    bytes:
      delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm ' }] }] }) +
      delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }] }) +
      delta({ content: [{ type: 'text', text: 'Oui' }] }) +
      delta({ content: ' <think>' }) +
      chunk({ finishReason: 'model_length', usage }) +
      done,
    thinking: 'Hm hm',
    content: 'Oui <think>',
    finishReason: 'LENGTH',
    rawFinishReason: 'model_length',
    usage: counted,
  },
  'OpenRouter: comments, structured details': {
    provider: 'openrouter',
    bytes:
      ': OPENROUTER PROCESSING\n\n' +
      delta({
        content: '',
        reasoning: 'Hm',
        reasoning_details: [{ type: 'reasoning.text', text: 'Hm' }],
      }) +
      ': OPENROUTER PROCESSING\n\n' +
      content('Ja') +
      finish('stop') +
      usageChunk(usage) +
      done,
    thinking: 'Hm',
    content: 'Ja',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
    usage: counted,
  },
  'Groq: usage in its own place': {
    provider: 'groq',
    bytes:
      delta({ reasoning: 'Hm' }) +
      sse({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], x_groq: { usage } }) +
      done,
    thinking: 'Hm',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
    usage: counted,
  },
  'Moonshot of old: usage within the choice': {
    provider: 'moonshot',
    bytes:
      content('Ja') +
      sse({ choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage }] }) +
      done,
    content: 'Ja',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
    usage: counted,
  },
  'llama-server: timings, and no closing mark': {
    provider: 'llama-server',
    bytes:
      delta({ role: 'assistant', content: null }) +
      delta({ reasoning_content: 'Hm' }) +
      content('Ja') +
      sse({
        choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
        timings: { predicted_n: 3 },
      }) +
      sse({ choices: [], usage, timings: {} }),
    thinking: 'Hm',
    content: 'Ja',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
    usage: counted,
  },
  'tool calls in fragments, side by side': {
    provider: 'openai',
    bytes:
      call({ index: 0, id: 'call_a', type: 'function', function: { name: 'sum', arguments: '' } }) +
      call({ index: 0, function: { arguments: '{"a"' } }) +
      call({
        index: 1,
        id: 'call_b',
        type: 'function',
        function: { name: 'sum', arguments: '{}' },
      }) +
      call({ index: 0, function: { arguments: ':1}' } }) +
      finish('tool_calls') +
      done,
    calls: [
      { id: 'call_a', name: 'sum', rawArguments: '{"a":1}' },
      { id: 'call_b', name: 'sum', rawArguments: '{}' },
    ],
    finishReason: 'TOOL_CALLS',
    rawFinishReason: 'tool_calls',
  },
  'tool calls with one ID, told apart by their indexes': {
    provider: 'generic',
    bytes:
      call({ index: 0, id: 'same', function: { name: 'one', arguments: '{"x":' } }) +
      call({ index: 1, id: 'same', function: { name: 'two', arguments: '{}' } }) +
      call({ index: 0, id: 'same', function: { arguments: '1}' } }) +
      finish('tool_calls') +
      done,
    calls: [
      { id: 'same', name: 'one', rawArguments: '{"x":1}' },
      { name: 'two', rawArguments: '{}' },
    ],
    finishReason: 'TOOL_CALLS',
    rawFinishReason: 'tool_calls',
  },
  'tool calls with indexes from one, and a hole': {
    provider: 'generic',
    bytes:
      call({ index: 1, id: 'a', function: { name: 'one', arguments: '{"x":' } }) +
      call({ index: 1, function: { arguments: '1}' } }) +
      call({ index: 5, id: 'b', function: { name: 'two', arguments: '{}' } }) +
      finish('tool_calls') +
      done,
    calls: [
      { id: 'a', name: 'one', rawArguments: '{"x":1}' },
      { id: 'b', name: 'two', rawArguments: '{}' },
    ],
    finishReason: 'TOOL_CALLS',
    rawFinishReason: 'tool_calls',
  },
  'tool calls with index 0, distinguished by their ids': {
    provider: 'generic',
    bytes:
      call({ index: 0, id: 'a', function: { name: 'one', arguments: '{"x":1}' } }) +
      call({ index: 0, id: 'b', function: { name: 'two', arguments: '{"y":' } }) +
      call({ index: 0, function: { arguments: '2}' } }) +
      finish('stop') +
      done,
    calls: [
      { id: 'a', name: 'one', rawArguments: '{"x":1}' },
      { id: 'b', name: 'two', rawArguments: '{"y":2}' },
    ],
    finishReason: 'TOOL_CALLS',
    rawFinishReason: 'stop',
  },
  'Gemini: no index, whole calls, a signature': {
    provider: 'gemini',
    bytes:
      call({
        id: '',
        function: { name: 'one', arguments: '{"x":1}' },
        extra_content: { google: { thought_signature: 'c2ln' } },
      }) +
      call({ id: '', function: { name: 'one', arguments: '{"x":2}' } }) +
      finish('stop') +
      done,
    calls: [
      { name: 'one', rawArguments: '{"x":1}' },
      { name: 'one', rawArguments: '{"x":2}' },
    ],
    finishReason: 'TOOL_CALLS',
    rawFinishReason: 'stop',
  },
  'vLLM: id and name repeated in every piece, arguments null at first': {
    provider: 'vllm',
    bytes:
      call({ index: 0, id: 'a', function: { name: 'one', arguments: null } }) +
      call({ index: 0, id: 'a', function: { name: 'one', arguments: '{"x"' } }) +
      call({ index: 0, id: 'a', function: { name: 'one', arguments: ':1}' } }) +
      finish('tool_calls') +
      done,
    calls: [{ id: 'a', name: 'one', rawArguments: '{"x":1}' }],
    finishReason: 'TOOL_CALLS',
    rawFinishReason: 'tool_calls',
  },
  'Snowflake Cortex: no finish reason, usage in a chunk of its own': {
    provider: 'generic',
    bytes:
      sse({ id: 'x', choices: [{ delta: { content: 'Ja' } }], usage: {} }) +
      sse({ id: 'x', choices: [{ delta: { content: ' ja' } }], usage: {} }) +
      usageChunk(usage) +
      done,
    content: 'Ja ja',
    finishReason: 'OTHER',
    rawFinishReason: null,
    usage: counted,
  },
  'OpenRouter with Novita: tool calls, and a finish reason that is null throughout': {
    provider: 'openrouter',
    bytes:
      call({ index: 0, id: 'a', function: { name: 'one', arguments: '{"x"' } }) +
      call({ index: 0, function: { arguments: ':1}' } }) +
      usageChunk(usage) +
      done,
    calls: [{ id: 'a', name: 'one', rawArguments: '{"x":1}' }],
    finishReason: 'TOOL_CALLS',
    rawFinishReason: null,
    usage: counted,
  },
  'no finish reason, and no closing mark after the usage': {
    provider: 'generic',
    bytes: content('Ja') + usageChunk(usage),
    content: 'Ja',
    finishReason: 'OTHER',
    rawFinishReason: null,
    usage: counted,
  },
  'an empty finish reason with every chunk': {
    provider: 'generic',
    bytes:
      chunk({ delta: { content: 'J' }, finishReason: '' }) +
      chunk({ delta: { content: 'a' }, finishReason: '' }) +
      finish('stop') +
      done,
    content: 'Ja',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'OpenRouter: thinking in its details only, with a signature': {
    provider: 'openrouter',
    bytes:
      delta({ reasoning_details: [{ type: 'reasoning.text', text: 'Hm ', index: 0 }] }) +
      delta({ reasoning_details: [{ type: 'reasoning.text', text: 'hm', index: 0 }] }) +
      delta({
        content: '',
        reasoning_details: [
          { type: 'reasoning.text', text: null, signature: 'c2ln', index: 0 },
          { type: 'reasoning.encrypted', data: 'eA==', index: 1 },
        ],
      }) +
      call({ index: 0, id: 'a', function: { name: 'one', arguments: '{}' } }) +
      call({ index: 1, id: 'b', function: { name: 'two', arguments: '{}' } }) +
      finish('tool_calls') +
      done,
    thinking: 'Hm hm',
    calls: [
      {
        id: 'a',
        name: 'one',
        rawArguments: '{}',
        providerMetadata: {
          reasoning_details: [
            { type: 'reasoning.text', text: 'Hm hm', signature: 'c2ln', index: 0 },
            { type: 'reasoning.encrypted', data: 'eA==', index: 1 },
          ],
        },
      },
      { id: 'b', name: 'two', rawArguments: '{}', providerMetadata: null },
    ],
    finishReason: 'TOOL_CALLS',
    rawFinishReason: 'tool_calls',
  },
  'summaries of thinking in details only': {
    provider: 'generic',
    bytes:
      delta({ reasoning_details: [{ type: 'reasoning.summary', summary: 'Hm' }] }) +
      content('Ja') +
      finish('stop') +
      done,
    thinking: 'Hm',
    content: 'Ja',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'several choices, of which the first in the list is not ours': {
    provider: 'generic',
    bytes:
      chunk({
        choices: [
          { index: 1, delta: { content: 'Nein' }, finish_reason: 'length' },
          { index: 0, delta: { content: 'Ja' }, finish_reason: null },
        ],
      }) +
      chunk({ choices: [{ index: 1, delta: { content: 'Nein' } }] }) +
      chunk({
        choices: [
          { index: 1, delta: {} },
          { index: 0, delta: {}, finish_reason: 'stop', usage },
        ],
      }) +
      done,
    content: 'Ja',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
    usage: counted,
  },
  'a byte order mark before the first event': {
    provider: 'generic',
    bytes: `\ufeff${content('Ja')}${content('\ufeff')}${finish('stop')}${done}`,
    content: 'Ja\ufeff',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'carriage returns as line ends': {
    provider: 'generic',
    bytes: (content('Ja') + finish('stop') + done).replaceAll('\n', '\r'),
    content: 'Ja',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'line ends of every kind, and data in several lines': {
    provider: 'generic',
    bytes:
      ': a comment\r\r\nevent: message\rdata: {"choices":[{"index":0,\r\ndata:"delta":\ndata: {"content":"Ja"}}]}\r\r' +
      content(' ja').replaceAll('\n', '\r\n') +
      finish('stop') +
      done,
    content: 'Ja ja',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
  },
  'Ollama, native: thinking, then everything else on the last line': {
    provider: null,
    bytes:
      messageLine({ thinking: 'Hm' }) +
      messageLine({ content: 'I look <it> up' }) +
      lastLine({
        message: {
          role: 'assistant',
          content: '.',
          tool_calls: [
            { id: 'x1', function: { index: 0, name: 'one', arguments: { x: 1 } } },
            { id: 'x2', function: { index: 1, name: 'two', arguments: {} } },
          ],
        },
      }),
    thinking: 'Hm',
    content: 'I look <it> up.',
    calls: [
      { id: 'x1', name: 'one', rawArguments: '{"x":1}' },
      { id: 'x2', name: 'two', rawArguments: '{}' },
    ],
    finishReason: 'TOOL_CALLS',
    rawFinishReason: 'stop',
    usage: counted,
  },
  'Ollama, rendered: calls in the middle, without ids': {
    provider: null,
    bytes:
      messageLine({ tool_calls: [{ function: { name: 'one', arguments: { x: 1 } } }] }) +
      messageLine({ tool_calls: [{ function: { name: 'one', arguments: { x: 2 } } }] }) +
      lastLine(),
    calls: [
      { name: 'one', rawArguments: '{"x":1}' },
      { name: 'one', rawArguments: '{"x":2}' },
    ],
    finishReason: 'TOOL_CALLS',
    rawFinishReason: 'stop',
  },
  'an OpenAI-compatible server: a raw completion': {
    provider: 'vllm',
    request: generateRequest(),
    bytes:
      textChunk('n): ') +
      textChunk('return n ☕') +
      textChunk('', 'length') +
      usageChunk(usage) +
      done,
    content: 'n): return n ☕',
    finishReason: 'LENGTH',
    rawFinishReason: 'length',
    usage: counted,
  },
  'Ollama: a raw completion': {
    provider: null,
    request: generateRequest(),
    bytes:
      responseLine({ thinking: 'Hm' }) +
      responseLine({ response: 'n): ' }) +
      responseLine({ response: 'return n ☕' }) +
      lastResponseLine(),
    thinking: 'Hm',
    content: 'n): return n ☕',
    finishReason: 'STOP',
    rawFinishReason: 'stop',
    usage: counted,
  },
};
