import type { ChatOptionName, ModelType } from '../domain.ts';
import type { Dialect, ModelFamily } from './dialect.ts';
import type {
  ApiKeyHeader,
  EmbeddingFacts,
  ListingFacts,
  ProtocolName,
  RerankForm,
} from './provider.ts';

/** A provider of the catalogue. Omitted fields have the usual value. */
export interface ProviderRow {
  readonly id: string;
  readonly name: string;
  /** Protocol of its API. @default 'openai' */
  readonly protocol?: ProtocolName;
  /**
   * Base URL for each model type that it serves, with its general base URL first. Null when each
   * installation has its own base URL.
   */
  readonly serves: Readonly<Partial<Record<ModelType, string | null>>>;
  /** Host names in addition to those of the base URLs; `*.` matches one label. */
  readonly hosts?: readonly string[];
  /** @default true */
  readonly requiresCredential?: boolean;
  readonly documentationUrl?: string;
  /** Header that sends the API key. @default 'authorization', as a bearer token */
  readonly apiKeyHeader?: ApiKeyHeader;
  /** Differences of the request for the list of models. @default none */
  readonly listing?: ListingFacts;
  /** How it accepts texts to embed. @default OpenAI's format, 64 texts per request */
  readonly embedding?: Partial<EmbeddingFacts>;
  /** Format of its reranking API. @default 'results', the format of Jina and Cohere */
  readonly rerankForm?: RerankForm;
  /** Differences of its chat models from the common dialect. */
  readonly dialect?: Partial<Dialect>;
  /** Models that differ from its other models. When several families match, the last one wins. */
  readonly families?: readonly ModelFamily[];
}

/** Serves several model types at the same base URL. */
function at(address: string | null, ...types: readonly ModelType[]): ProviderRow['serves'] {
  return Object.fromEntries(types.map((type) => [type, address]));
}

/** Models whose prompt template opens the thinking tag, on servers that do not parse reasoning. */
const startsThinking: ModelFamily = {
  names: /deepseek-r1|qwq|-thinking(-|$)/i,
  startsThinking: true,
};

/** For servers with raw completions at the usual path. */
const completes = { rawCompletions: { path: '/completions' } } as const;
/** For servers that support both fields. */
const bothTokenFields = { maxCompletionTokensField: 'max_completion_tokens' } as const;
/** For servers of which some models support only the newer field. */
const newTokenField = { ...bothTokenFields, maxTokensField: 'max_completion_tokens' } as const;

const sampling: readonly ChatOptionName[] = [
  'TEMPERATURE',
  'TOP_P',
  'FREQUENCY_PENALTY',
  'PRESENCE_PENALTY',
];

/** OpenAI's reasoning models, at any provider. */
const openaiReasoning: ModelFamily = {
  names: /(^|\/)(o[1-9]|gpt-5(?!.*-chat))(-|\.|$)/,
  thinkingControl: 'REASONING_EFFORT',
  canStopThinking: false,
  efforts: ['low', 'medium', 'high'],
  ...newTokenField,
  refusedOptions: sampling,
};

/** GPT-5 models, which also accept the effort `minimal`. */
const openaiMinimal: ModelFamily = {
  names: /(^|\/)gpt-5(?!.*-chat)(-|$)/,
  efforts: ['minimal', 'low', 'medium', 'high'],
};

/** GPT-5.1 and later, which accept the effort `none`. Earlier models cannot disable reasoning. */
const openaiStoppable: ModelFamily = { names: /(^|\/)gpt-5\.[1-9]/, canStopThinking: true };

const anything = ['CHAT', 'EMBEDDING', 'RERANK', 'VISION', 'SPEECH'] as const;

/**
 * In the order of user interfaces: the generic provider, vendors, gateways, self-hosted servers.
 */
export const providerRows: readonly ProviderRow[] = [
  {
    id: 'generic',
    name: 'OpenAI-compatible',
    serves: at(null, ...anything),
    requiresCredential: false,
    dialect: {
      ...completes,
      thinkingControl: 'CHAT_TEMPLATE_KWARGS',
      guessesThinkingControl: true,
      ...bothTokenFields,
    },
    families: [startsThinking],
  },
  {
    id: 'openai',
    name: 'OpenAI',
    serves: at('https://api.openai.com/v1', 'CHAT', 'EMBEDDING', 'VISION', 'SPEECH'),
    hosts: ['*.api.openai.com'],
    documentationUrl: 'https://platform.openai.com/docs/api-reference',
    dialect: { ...completes, ...newTokenField, reasoningIn: [] },
    families: [openaiReasoning, openaiMinimal, openaiStoppable],
    embedding: { batchSize: 256 },
  },
  {
    id: 'azure-openai',
    name: 'Azure OpenAI',
    // https://RESOURCE.openai.azure.com/openai/v1; the model name is the name of the deployment.
    serves: at(null, 'CHAT', 'EMBEDDING', 'VISION', 'SPEECH'),
    hosts: ['*.openai.azure.com', '*.cognitiveservices.azure.com', '*.services.ai.azure.com'],
    documentationUrl: 'https://learn.microsoft.com/azure/ai-services/openai/reference',
    apiKeyHeader: 'api-key',
    // A deployment can have any name. When it does not identify the model, the owner sets these
    // facts.
    dialect: { ...completes, ...newTokenField, reasoningIn: [] },
    families: [openaiReasoning, openaiMinimal, openaiStoppable],
  },
  {
    id: 'anthropic',
    name: 'Anthropic',
    serves: at('https://api.anthropic.com/v1', 'CHAT'),
    documentationUrl: 'https://docs.anthropic.com/en/api/openai-sdk',
    // The list belongs to its native API, which returns 20 models by default.
    listing: {
      apiKeyHeader: 'x-api-key',
      headers: { 'anthropic-version': '2023-06-01' },
      query: { limit: '1000' },
    },
  },
  {
    id: 'gemini',
    name: 'Google Gemini',
    serves: at('https://generativelanguage.googleapis.com/v1beta/openai', 'CHAT', 'EMBEDDING'),
    documentationUrl: 'https://ai.google.dev/gemini-api/docs/openai',
    dialect: {
      thinkingControl: 'REASONING_EFFORT',
      efforts: ['minimal', 'low', 'medium', 'high'],
      refusedOptions: ['SEED'],
    },
  },
  {
    id: 'mistral',
    name: 'Mistral',
    serves: at('https://api.mistral.ai/v1', 'CHAT', 'EMBEDDING'),
    documentationUrl: 'https://docs.mistral.ai',
    // It rejects requests with unknown fields.
    dialect: {
      rawCompletions: {
        path: '/fim/completions',
        refusedOptions: ['FREQUENCY_PENALTY', 'PRESENCE_PENALTY'],
      },
      seedField: 'random_seed',
      streamUsage: 'unasked',
      requiredToolWord: 'any',
      reasoningIn: ['CONTENT_PARTS', 'REASONING_CONTENT'],
    },
    families: [
      {
        names: /^mistral-(small|medium)/,
        thinkingControl: 'REASONING_EFFORT',
        canStopThinking: true,
      },
    ],
  },
  {
    id: 'xai',
    name: 'xAI',
    serves: at('https://api.x.ai/v1', 'CHAT'),
    hosts: ['*.api.x.ai'],
    documentationUrl: 'https://docs.x.ai',
    families: [
      {
        names: /^grok-(3-mini|4|code)/,
        refusedOptions: ['FREQUENCY_PENALTY', 'PRESENCE_PENALTY', 'STOP'],
      },
      { names: /^grok-3-mini/, thinkingControl: 'REASONING_EFFORT' },
      { names: /^grok-4\.[3-9]/, thinkingControl: 'REASONING_EFFORT', canStopThinking: true },
    ],
  },
  {
    id: 'deepseek',
    name: 'DeepSeek',
    serves: at('https://api.deepseek.com', 'CHAT'),
    documentationUrl: 'https://api-docs.deepseek.com',
    dialect: {
      rawCompletions: { path: '/beta/completions' },
      thinkingControl: 'THINKING_TYPE',
      efforts: ['low', 'high', 'max'],
      refusedOptions: ['JSON_SCHEMA'],
      refusedWhileThinking: ['TOOL_CHOICE'],
      wantsReasoningBack: true,
    },
  },
  {
    id: 'dashscope',
    name: 'Alibaba DashScope',
    serves: {
      ...at('https://dashscope.aliyuncs.com/compatible-mode/v1', 'CHAT', 'EMBEDDING', 'VISION'),
      RERANK: 'https://dashscope.aliyuncs.com/api/v1/services/rerank/text-rerank/text-rerank',
    },
    hosts: ['dashscope-intl.aliyuncs.com', 'dashscope-us.aliyuncs.com'],
    documentationUrl: 'https://help.aliyun.com/zh/model-studio/',
    dialect: {
      ...completes,
      thinkingControl: 'ENABLE_THINKING',
      refusedWhileThinking: ['TOOL_CHOICE'],
    },
    families: [
      // These models never think or always think, and have no setting for it.
      { names: /coder|-instruct|-thinking|^qwq/i, thinkingControl: 'NONE', canStopThinking: false },
      { names: /-thinking|^qwq/i, refusedOptions: ['TOOL_CHOICE'] },
    ],
    embedding: { batchSize: 10 },
    rerankForm: 'dashscope',
  },
  {
    id: 'zhipu',
    name: 'Zhipu',
    serves: {
      ...at('https://open.bigmodel.cn/api/paas/v4', 'CHAT', 'EMBEDDING', 'VISION'),
      RERANK: 'https://open.bigmodel.cn/api/paas/v4/rerank',
    },
    documentationUrl: 'https://docs.bigmodel.cn',

    dialect: {
      thinkingControl: 'THINKING_TYPE',
      streamUsage: 'unasked',
      refusedOptions: ['FREQUENCY_PENALTY', 'PRESENCE_PENALTY', 'TOOL_CHOICE', 'SEED'],
      wantsReasoningBack: true,
    },
    families: [{ names: /^glm-5\.3/, thinkingControl: 'REASONING_EFFORT', canStopThinking: false }],
  },
  {
    id: 'zai',
    name: 'Z.ai',
    serves: at('https://api.z.ai/api/paas/v4', 'CHAT', 'VISION'),
    documentationUrl: 'https://docs.z.ai',

    dialect: {
      thinkingControl: 'THINKING_TYPE',
      streamUsage: 'unasked',
      refusedOptions: ['FREQUENCY_PENALTY', 'PRESENCE_PENALTY', 'TOOL_CHOICE', 'SEED'],
      wantsReasoningBack: true,
    },
    families: [{ names: /^glm-5\.3/, thinkingControl: 'REASONING_EFFORT', canStopThinking: false }],
  },
  {
    id: 'moonshot',
    name: 'Moonshot',
    serves: at('https://api.moonshot.ai/v1', 'CHAT', 'VISION'),
    hosts: ['api.moonshot.cn'],
    documentationUrl: 'https://platform.moonshot.ai/docs',
    dialect: { refusedWhileThinking: ['TOOL_CHOICE'], wantsReasoningBack: true },
    families: [
      { names: /^kimi-k2\.[5-9]/, thinkingControl: 'THINKING_TYPE', canStopThinking: true },
      { names: /^kimi-k2\.[5-9]|^kimi-k[3-9]/, refusedOptions: sampling },
    ],
  },
  {
    id: 'minimax',
    name: 'MiniMax',
    serves: at('https://api.minimaxi.com/v1', 'CHAT'),
    hosts: ['api.minimax.io', 'api.minimax.chat'],
    documentationUrl: 'https://platform.minimaxi.com/document',
    dialect: { reasoningIn: ['REASONING_CONTENT', 'THINK_TAGS'] },
  },
  {
    id: 'volcengine',
    name: 'Volcengine Ark',
    serves: {
      ...at('https://ark.cn-beijing.volces.com/api/v3', 'CHAT', 'VISION'),
      EMBEDDING: 'https://ark.cn-beijing.volces.com/api/v3/embeddings/multimodal',
    },
    documentationUrl: 'https://www.volcengine.com/docs/82379',
    dialect: {
      thinkingControl: 'THINKING_TYPE',
      refusedWhileThinking: ['STOP'],
      // `max_tokens` excludes reasoning.
      ...bothTokenFields,
    },
    embedding: { batchSize: 1, form: 'multimodal' },
  },
  {
    id: 'hunyuan',
    name: 'Tencent Hunyuan',
    serves: at('https://api.hunyuan.cloud.tencent.com/v1', 'CHAT', 'EMBEDDING'),
    documentationUrl: 'https://cloud.tencent.com/document/product/1729',
  },
  {
    id: 'lkeap',
    name: 'Tencent LKEAP',
    serves: at('https://api.lkeap.cloud.tencent.com/v1', 'CHAT'),
    documentationUrl: 'https://cloud.tencent.com/document/product/1772',
    families: [{ names: /deepseek-v3/, thinkingControl: 'THINKING_TYPE', canStopThinking: true }],
  },
  {
    id: 'qianfan',
    name: 'Baidu Qianfan',
    serves: at('https://qianfan.baidubce.com/v2', 'CHAT', 'EMBEDDING', 'RERANK', 'VISION'),
    documentationUrl: 'https://cloud.baidu.com/doc/qianfan',
  },
  {
    id: 'qiniu',
    name: 'Qiniu',
    serves: at('https://api.qnaigc.com/v1', 'CHAT'),
  },
  {
    id: 'mimo',
    name: 'Xiaomi MiMo',
    serves: at('https://api.xiaomimimo.com/v1', 'CHAT'),
  },
  {
    id: 'longcat',
    name: 'LongCat',
    serves: at('https://api.longcat.chat/openai/v1', 'CHAT'),
  },
  {
    id: 'jina',
    name: 'Jina',
    serves: at('https://api.jina.ai/v1', 'EMBEDDING', 'RERANK'),
    documentationUrl: 'https://jina.ai/api-dashboard',
    embedding: { extraFields: ({ truncate }) => ({ truncate }) },
  },
  {
    id: 'cohere',
    name: 'Cohere',
    serves: {
      ...at('https://api.cohere.ai/compatibility/v1', 'CHAT', 'EMBEDDING'),
      RERANK: 'https://api.cohere.com/v2/rerank',
    },
    embedding: { batchSize: 96 },
    documentationUrl: 'https://docs.cohere.com/docs/compatibility-api',
  },
  {
    id: 'groq',
    name: 'Groq',
    serves: at('https://api.groq.com/openai/v1', 'CHAT'),
    documentationUrl: 'https://console.groq.com/docs',
    dialect: bothTokenFields,
    families: [
      { names: /qwen/, thinkingControl: 'REASONING_EFFORT', canStopThinking: true },
      { names: /gpt-oss/, thinkingControl: 'REASONING_EFFORT' },
    ],
  },
  {
    id: 'together',
    name: 'Together',
    serves: at('https://api.together.xyz/v1', 'CHAT', 'EMBEDDING', 'VISION'),
    hosts: ['api.together.ai'],
    documentationUrl: 'https://docs.together.ai',
    dialect: completes,
  },
  {
    id: 'fireworks',
    name: 'Fireworks',
    serves: at('https://api.fireworks.ai/inference/v1', 'CHAT', 'EMBEDDING', 'VISION'),
    documentationUrl: 'https://docs.fireworks.ai',
    dialect: completes,
  },
  {
    id: 'siliconflow',
    name: 'SiliconFlow',
    serves: at('https://api.siliconflow.cn/v1', ...anything),
    hosts: ['api.siliconflow.com'],
    documentationUrl: 'https://docs.siliconflow.cn',
    dialect: { ...completes, thinkingControl: 'ENABLE_THINKING' },
  },
  {
    id: 'modelscope',
    name: 'ModelScope',
    serves: at('https://api-inference.modelscope.cn/v1', 'CHAT', 'EMBEDDING', 'VISION'),
    documentationUrl: 'https://modelscope.cn/docs',
    dialect: { thinkingControl: 'ENABLE_THINKING' },
  },
  {
    id: 'nvidia',
    name: 'NVIDIA NIM',
    serves: {
      ...at('https://integrate.api.nvidia.com/v1', 'CHAT', 'EMBEDDING', 'VISION'),
      RERANK: 'https://ai.api.nvidia.com/v1/retrieval/nvidia/reranking',
    },
    documentationUrl: 'https://docs.api.nvidia.com',
    dialect: { ...completes, thinkingControl: 'CHAT_TEMPLATE_KWARGS' },
    embedding: {
      extraFields: ({ purpose, truncate }) => ({
        input_type: purpose === 'QUERY' ? 'query' : 'passage',
        truncate: truncate ? 'END' : 'NONE',
      }),
    },
    rerankForm: 'nvidia',
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    serves: at('https://openrouter.ai/api/v1', 'CHAT', 'EMBEDDING', 'RERANK', 'VISION'),
    documentationUrl: 'https://openrouter.ai/docs',
    dialect: {
      ...completes,
      thinkingControl: 'REASONING_OBJECT',
      ...bothTokenFields,
      reasoningIn: ['REASONING', 'REASONING_DETAILS', 'REASONING_CONTENT', 'THINK_TAGS'],
    },
    families: [openaiReasoning, openaiMinimal, openaiStoppable].map((family) => ({
      ...family,
      thinkingControl: 'REASONING_OBJECT',
    })),
  },
  {
    id: 'requesty',
    name: 'Requesty',
    serves: at('https://router.requesty.ai/v1', 'CHAT', 'EMBEDDING', 'VISION'),
    documentationUrl: 'https://docs.requesty.ai',
  },
  {
    id: 'novita',
    name: 'Novita',
    serves: at('https://api.novita.ai/openai/v1', 'CHAT', 'EMBEDDING', 'VISION'),
    documentationUrl: 'https://novita.ai/docs',
    dialect: completes,
  },
  {
    id: 'vllm',
    name: 'vLLM',
    serves: at(null, 'CHAT', 'EMBEDDING', 'RERANK', 'VISION'),
    requiresCredential: false,
    documentationUrl: 'https://docs.vllm.ai',
    dialect: { ...completes, thinkingControl: 'CHAT_TEMPLATE_KWARGS', ...bothTokenFields },
    families: [startsThinking],
  },
  {
    id: 'sglang',
    name: 'SGLang',
    serves: at(null, 'CHAT', 'EMBEDDING', 'RERANK', 'VISION'),
    requiresCredential: false,
    documentationUrl: 'https://docs.sglang.ai',
    dialect: { ...completes, thinkingControl: 'CHAT_TEMPLATE_KWARGS', ...bothTokenFields },
    families: [startsThinking],
  },
  {
    id: 'llama-server',
    name: 'llama.cpp server',
    serves: at(null, 'CHAT', 'EMBEDDING', 'RERANK', 'VISION'),
    requiresCredential: false,
    documentationUrl: 'https://github.com/ggml-org/llama.cpp/tree/master/tools/server',
    dialect: { ...completes, thinkingControl: 'CHAT_TEMPLATE_KWARGS' },
    families: [startsThinking],
  },
  {
    id: 'lm-studio',
    name: 'LM Studio',
    serves: at(null, 'CHAT', 'EMBEDDING', 'VISION'),
    requiresCredential: false,
    documentationUrl: 'https://lmstudio.ai/docs',
    dialect: completes,
  },
  {
    id: 'gpustack',
    name: 'GPUStack',
    serves: at(null, ...anything),
    documentationUrl: 'https://docs.gpustack.ai',
    dialect: { ...completes, thinkingControl: 'CHAT_TEMPLATE_KWARGS' },
    families: [startsThinking],
  },
];
