import type { ChatOptionName, ModelCapability, ModelType } from '../domain.ts';
import type { Dialect, ModelFamily, SamplerFields } from './dialect.ts';
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
  /** Documented capabilities of its chat models. */
  readonly abilities?: readonly ModelAbility[];
}

/** Capabilities of the models whose names match, in addition to those that their type requires. */
export interface ModelAbility {
  readonly names: RegExp;
  readonly can: readonly ModelCapability[];
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

/** The names in vLLM, which most servers of open models have taken over. */
const samplers: SamplerFields = {
  TOP_K: 'top_k',
  MIN_P: 'min_p',
  REPETITION_PENALTY: 'repetition_penalty',
};
const vllmSamplers = { samplerFields: samplers } as const;

/** https://platform.openai.com/docs/models has a table of features for each model. */
const openaiAbilities: readonly ModelAbility[] = [
  {
    names: /^(gpt-4o|gpt-4\.1|o4-mini|gpt-5)(?!.*(audio|realtime|transcribe|tts|search|chat))/,
    can: ['VISION', 'TOOLS', 'JSON_SCHEMA'],
  },
  { names: /^(o1|o3)(-pro)?(-\d|$)/, can: ['VISION', 'TOOLS', 'JSON_SCHEMA'] },
  { names: /^o3-mini/, can: ['TOOLS', 'JSON_SCHEMA'] },
  { names: /^(o[1-9]|gpt-5(?!.*-chat))(-|\.|$)/, can: ['THINKING'] },
];

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
      // Probably a server of an open model. For others, `refusedOptions` of the model excludes these.
      ...vllmSamplers,
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
    abilities: openaiAbilities,
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
    // Images: "messages[n].role == user", `image_url`, at the documentation's URL.
    serves: at('https://api.anthropic.com/v1', 'CHAT', 'VISION'),
    documentationUrl: 'https://docs.anthropic.com/en/api/openai-sdk',
    // https://docs.anthropic.com/en/docs/about-claude/models/overview; `response_format` is ignored.
    abilities: [{ names: /^claude-(?!instant|[12]\b)/, can: ['VISION', 'TOOLS'] }],
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
    // Images: "Image understanding" at the documentation's URL.
    serves: at(
      'https://generativelanguage.googleapis.com/v1beta/openai',
      'CHAT',
      'EMBEDDING',
      'VISION',
    ),
    documentationUrl: 'https://ai.google.dev/gemini-api/docs/openai',
    // https://ai.google.dev/gemini-api/docs/models
    abilities: [
      {
        names: /^gemini-(?!embedding)(?!.*(-tts|-image|-live|native-audio))/,
        can: ['VISION', 'TOOLS', 'JSON_SCHEMA'],
      },
      {
        names: /^gemini-(2\.5|[3-9])(?!.*(-tts|-image|-live|native-audio))/,
        can: ['THINKING'],
      },
    ],
    dialect: {
      thinkingControl: 'REASONING_EFFORT',
      efforts: ['minimal', 'low', 'medium', 'high'],
      refusedOptions: ['SEED'],
    },
  },
  {
    id: 'mistral',
    name: 'Mistral',
    // https://docs.mistral.ai/capabilities/vision, https://docs.mistral.ai/api/#tag/audio
    serves: at('https://api.mistral.ai/v1', 'CHAT', 'EMBEDDING', 'VISION', 'SPEECH'),
    documentationUrl: 'https://docs.mistral.ai',
    // https://docs.mistral.ai/getting-started/models
    abilities: [
      { names: /^(mistral|ministral|magistral|pixtral|devstral|codestral)-/, can: ['TOOLS'] },
      { names: /^(mistral-(small|medium)|pixtral)-/, can: ['VISION', 'JSON_SCHEMA'] },
      { names: /^magistral-/, can: ['THINKING'] },
    ],
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
    // https://docs.x.ai/docs/guides/image-understanding
    serves: at('https://api.x.ai/v1', 'CHAT', 'VISION'),
    hosts: ['*.api.x.ai'],
    documentationUrl: 'https://docs.x.ai',
    // https://docs.x.ai/docs/models
    abilities: [
      { names: /^grok-([3-9]|code)/, can: ['TOOLS', 'JSON_SCHEMA'] },
      { names: /^grok-(4|2-vision)/, can: ['VISION'] },
      { names: /^grok-(3-mini|4|code)(?!.*non-reasoning)/, can: ['THINKING'] },
    ],
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
    // https://api-docs.deepseek.com/quick_start/pricing
    abilities: [
      { names: /^deepseek-/, can: ['TOOLS'] },
      { names: /^deepseek-(reasoner|v[4-9])/, can: ['THINKING'] },
    ],
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
      // https://help.aliyun.com/zh/model-studio/qwen-api-via-openai-chat-completions
      samplerFields: { TOP_K: 'top_k', REPETITION_PENALTY: 'repetition_penalty' },
    },
    families: [
      // These models never think or always think, and have no setting for it.
      { names: /coder|-instruct|-thinking|^qwq/i, thinkingControl: 'NONE', canStopThinking: false },
      { names: /-thinking|^qwq/i, refusedOptions: ['TOOL_CHOICE'] },
    ],
    // https://help.aliyun.com/zh/model-studio/models
    abilities: [
      { names: /-vl-|-vl$|^qvq/i, can: ['VISION'] },
      { names: /-thinking|^qwq|^qvq/i, can: ['THINKING'] },
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
    // Images: https://cloud.tencent.com/document/product/1729/111007
    serves: at('https://api.hunyuan.cloud.tencent.com/v1', 'CHAT', 'EMBEDDING', 'VISION'),
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
    // https://console.groq.com/docs/vision, https://console.groq.com/docs/speech-to-text
    serves: at('https://api.groq.com/openai/v1', 'CHAT', 'VISION', 'SPEECH'),
    documentationUrl: 'https://console.groq.com/docs',
    // https://console.groq.com/docs/tool-use, …/docs/structured-outputs, …/docs/reasoning
    abilities: [
      { names: /llama-4/, can: ['VISION', 'TOOLS', 'JSON_SCHEMA'] },
      { names: /gpt-oss/, can: ['TOOLS', 'JSON_SCHEMA', 'THINKING'] },
      { names: /qwen3/, can: ['TOOLS', 'THINKING'] },
    ],
    dialect: bothTokenFields,
    families: [
      { names: /qwen/, thinkingControl: 'REASONING_EFFORT', canStopThinking: true },
      { names: /gpt-oss/, thinkingControl: 'REASONING_EFFORT' },
    ],
  },
  {
    id: 'together',
    name: 'Together',
    // https://docs.together.ai/reference/rerank, https://docs.together.ai/reference/audio-transcriptions
    serves: at('https://api.together.xyz/v1', ...anything),
    hosts: ['api.together.ai'],
    documentationUrl: 'https://docs.together.ai',
    // https://docs.together.ai/reference/chat-completions
    dialect: { ...completes, ...vllmSamplers },
  },
  {
    id: 'fireworks',
    name: 'Fireworks',
    serves: at('https://api.fireworks.ai/inference/v1', 'CHAT', 'EMBEDDING', 'VISION'),
    documentationUrl: 'https://docs.fireworks.ai',
    // https://docs.fireworks.ai/api-reference/post-chatcompletions
    dialect: { ...completes, ...vllmSamplers },
  },
  {
    id: 'siliconflow',
    name: 'SiliconFlow',
    serves: at('https://api.siliconflow.cn/v1', ...anything),
    hosts: ['api.siliconflow.com'],
    documentationUrl: 'https://docs.siliconflow.cn',
    // https://docs.siliconflow.cn/cn/api-reference/chat-completions/chat-completions
    dialect: {
      ...completes,
      thinkingControl: 'ENABLE_THINKING',
      samplerFields: { TOP_K: 'top_k', MIN_P: 'min_p' },
    },
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
      // https://openrouter.ai/docs/api-reference/parameters
      ...vllmSamplers,
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
    // https://novita.ai/docs/api-reference/model-apis-llm-create-chat-completion
    dialect: { ...completes, ...vllmSamplers },
  },
  {
    id: 'vllm',
    name: 'vLLM',
    // Transcriptions and extra parameters: …/serving/openai_compatible_server
    serves: at(null, ...anything),
    requiresCredential: false,
    documentationUrl: 'https://docs.vllm.ai',
    dialect: {
      ...completes,
      thinkingControl: 'CHAT_TEMPLATE_KWARGS',
      ...bothTokenFields,
      ...vllmSamplers,
    },
    families: [startsThinking],
  },
  {
    id: 'sglang',
    name: 'SGLang',
    serves: at(null, 'CHAT', 'EMBEDDING', 'RERANK', 'VISION'),
    requiresCredential: false,
    documentationUrl: 'https://docs.sglang.ai',
    // https://docs.sglang.io/basic_usage/sampling_params.html
    dialect: {
      ...completes,
      thinkingControl: 'CHAT_TEMPLATE_KWARGS',
      ...bothTokenFields,
      ...vllmSamplers,
    },
    families: [startsThinking],
  },
  {
    id: 'llama-server',
    name: 'llama.cpp server',
    serves: at(null, 'CHAT', 'EMBEDDING', 'RERANK', 'VISION'),
    requiresCredential: false,
    documentationUrl: 'https://github.com/ggml-org/llama.cpp/tree/master/tools/server',
    // Its README, under `POST /completion`.
    dialect: {
      ...completes,
      thinkingControl: 'CHAT_TEMPLATE_KWARGS',
      samplerFields: { ...samplers, REPETITION_PENALTY: 'repeat_penalty' },
    },
    families: [startsThinking],
  },
  {
    id: 'lm-studio',
    name: 'LM Studio',
    serves: at(null, 'CHAT', 'EMBEDDING', 'VISION'),
    requiresCredential: false,
    documentationUrl: 'https://lmstudio.ai/docs',
    // https://lmstudio.ai/docs/developer/openai-compat/chat-completions
    dialect: {
      ...completes,
      samplerFields: { TOP_K: 'top_k', REPETITION_PENALTY: 'repeat_penalty' },
    },
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
