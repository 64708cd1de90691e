import type { ModelType } from '../domain.ts';

/** What is known of a vendor, or of a kind of server, with an OpenAI-compatible API. */
export interface Provider {
  /** Never reused for another provider. */
  readonly id: string;
  readonly name: string;
  readonly modelTypes: readonly ModelType[];
  /** Where it serves models of a type; null when each installation has its own address. */
  defaultBaseUrl(type: ModelType): string | null;
  /** Whether a call without an API key is pointless. */
  readonly requiresCredential: boolean;
  readonly documentationUrl: string | null;
  /** How it wants to be told the most tokens an answer may have. */
  readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
  readonly seedField: 'seed' | 'random_seed';
  /** Whether usage has to be asked for with `stream_options`, or comes by itself. */
  readonly streamUsage: 'include-usage' | 'unasked';
}

/** What most of them have in common; a row says what differs. */
type Row = Pick<Provider, 'id' | 'name' | 'modelTypes'> & {
  readonly baseUrl: string | null;
} & Partial<Omit<Provider, 'defaultBaseUrl'>>;

const rows: readonly Row[] = [
  {
    id: 'generic',
    name: 'OpenAI-compatible',
    modelTypes: ['CHAT', 'EMBEDDING', 'RERANK', 'VISION', 'SPEECH'],
    baseUrl: null,
    requiresCredential: false,
  },
  {
    id: 'openai',
    name: 'OpenAI',
    modelTypes: ['CHAT', 'EMBEDDING', 'VISION', 'SPEECH'],
    baseUrl: 'https://api.openai.com/v1',
    documentationUrl: 'https://platform.openai.com/docs/api-reference',
    // Its reasoning models refuse the older name; the others take either.
    maxTokensField: 'max_completion_tokens',
  },
  {
    id: 'deepseek',
    name: 'DeepSeek',
    modelTypes: ['CHAT'],
    baseUrl: 'https://api.deepseek.com',
    documentationUrl: 'https://api-docs.deepseek.com',
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    modelTypes: ['CHAT', 'EMBEDDING', 'VISION'],
    baseUrl: 'https://openrouter.ai/api/v1',
    documentationUrl: 'https://openrouter.ai/docs',
  },
  {
    id: 'groq',
    name: 'Groq',
    modelTypes: ['CHAT'],
    baseUrl: 'https://api.groq.com/openai/v1',
    documentationUrl: 'https://console.groq.com/docs',
  },
  {
    id: 'mistral',
    name: 'Mistral',
    modelTypes: ['CHAT', 'EMBEDDING'],
    baseUrl: 'https://api.mistral.ai/v1',
    documentationUrl: 'https://docs.mistral.ai',
    // Its bodies are strict: a field that it does not know is an error.
    seedField: 'random_seed',
    streamUsage: 'unasked',
  },
  {
    id: 'vllm',
    name: 'vLLM',
    modelTypes: ['CHAT', 'EMBEDDING', 'RERANK', 'VISION'],
    baseUrl: null,
    requiresCredential: false,
    documentationUrl: 'https://docs.vllm.ai',
  },
  {
    id: 'llama-server',
    name: 'llama.cpp server',
    modelTypes: ['CHAT', 'EMBEDDING', 'RERANK'],
    baseUrl: null,
    requiresCredential: false,
  },
];

/** Every provider, in the order in which people are shown them. */
export const providers: readonly Provider[] = rows.map(({ baseUrl, ...row }) => ({
  requiresCredential: true,
  documentationUrl: null,
  maxTokensField: 'max_tokens',
  seedField: 'seed',
  streamUsage: 'include-usage',
  ...row,
  defaultBaseUrl: () => baseUrl,
}));

const byId = new Map(providers.map((provider) => [provider.id, provider]));

export function findProvider(id: string): Provider | undefined {
  return byId.get(id);
}
