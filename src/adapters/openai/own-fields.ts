import type { ThinkingControl } from '../../domain.ts';
import type { Protocol } from '../protocol.ts';
import { findProvider } from '../provider-catalogue.ts';

/** Fields of chats and raw completions that Modelyard sets, or that change the response's format. */
const ofCompletions = [
  'model messages prompt suffix stream stream_options n best_of echo',
  'temperature top_p max_tokens max_completion_tokens frequency_penalty presence_penalty',
  'seed random_seed stop tools tool_choice parallel_tool_calls functions function_call',
  'response_format',
].flatMap((line) => line.split(' '));

const ofEmbedding = ['model', 'input', 'encoding_format', 'dimensions'];
const ofReranking = ['model', 'query', 'documents', 'passages', 'top_n', 'input', 'parameters'];

const ofThinking: Readonly<Record<ThinkingControl, readonly string[]>> = {
  NONE: [],
  OLLAMA_THINK: [],
  REASONING_EFFORT: ['reasoning_effort'],
  ENABLE_THINKING: ['enable_thinking'],
  THINKING_TYPE: ['thinking'],
  CHAT_TEMPLATE_KWARGS: ['chat_template_kwargs'],
  REASONING_OBJECT: ['reasoning'],
};

/**
 * Extra parameters may set fields that the catalogue does not use for a model, such as `thinking`
 * for Anthropic.
 */
export const ownFields: Protocol<unknown>['ownFields'] = ({ dialect, type, providerId }) => {
  if (type === 'RERANK') return { fields: new Set(ofReranking) };
  if (type === 'EMBEDDING') {
    const { extraFields } = findProvider(providerId ?? '')?.embedding ?? {};
    const request = { texts: [], dimensions: null, truncate: false, purpose: 'QUERY' } as const;
    return { fields: new Set([...ofEmbedding, ...Object.keys(extraFields?.(request) ?? {})]) };
  }
  return {
    fields: new Set([
      ...ofCompletions,
      ...ofThinking[dialect.thinkingControl],
      ...(dialect.efforts.length > 0 ? ['reasoning_effort'] : []),
      ...Object.values(dialect.samplerFields),
    ]),
  };
};
