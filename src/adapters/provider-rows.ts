import type { ChatOptionName, ModelCapability, ModelType } from '../domain.ts';
import type { Dialect, ModelFamily, SamplerFields } from './dialect.ts';
import type {
  ApiKeyHeader,
  EmbeddingFacts,
  ListingFacts,
  ProtocolName,
  RerankForm,
} from './provider.ts';

/** One provider. What is left out is as most have it. */
export interface ProviderRow {
  readonly id: string;
  readonly name: string;
  /** The protocol that it speaks. @default 'openai' */
  readonly protocol?: ProtocolName;
  /**
   * What it serves, and where, its general address first; null where each installation has an
   * address of its own.
   */
  readonly serves: Readonly<Partial<Record<ModelType, string | null>>>;
  /** Host names besides those of the default addresses; `*.` stands for any subdomain. */
  readonly hosts?: readonly string[];
  /** @default true */
  readonly requiresCredential?: boolean;
  readonly documentationUrl?: string;
  /** How the API key is shown. @default 'authorization', as a bearer token */
  readonly apiKeyHeader?: ApiKeyHeader;
  /** How it lists its models. @default like its other requests */
  readonly listing?: ListingFacts;
  /** How it takes texts to embed. @default 64 at a time */
  readonly embedding?: Partial<EmbeddingFacts>;
  /** How it takes documents to rank. @default as Jina and Cohere do */
  readonly rerankForm?: RerankForm;
  /** Where its chat models differ from what is common. */
  readonly dialect?: Partial<Dialect>;
  /** Models that differ from its others; a later family has the last word. */
  readonly families?: readonly ModelFamily[];
  /** What its chat models are documented to be able to do. */
  readonly abilities?: readonly ModelAbility[];
}

/** Capabilities of the models whose names match, besides those that their type requires. */
export interface ModelAbility {
  readonly names: RegExp;
  readonly can: readonly ModelCapability[];
}

/** The same address for several types. */
function at(address: string | null, ...types: readonly ModelType[]): ProviderRow['serves'] {
  return Object.fromEntries(types.map((type) => [type, address]));
}

/** Their templates open the tag of what they think, where no parser of the server takes it out. */
const startsThinking: ModelFamily = {
  names: /deepseek-r1|qwq|-thinking(-|$)/i,
  startsThinking: true,
};

/** For servers that continue a text at the usual path. */
const completes = { rawCompletions: { path: '/completions' } } as const;
/** For servers that know both fields. */
const bothTokenFields = { maxCompletionTokensField: 'max_completion_tokens' } as const;
/** For servers that know only the newer of them, for some models at least. */
const newTokenField = { ...bothTokenFields, maxTokensField: 'max_completion_tokens' } as const;

const sampling: readonly ChatOptionName[] = [
  'TEMPERATURE',
  'TOP_P',
  'FREQUENCY_PENALTY',
  'PRESENCE_PENALTY',
];

/** OpenAI's reasoning models, under whatever roof. */
const openaiReasoning: ModelFamily = {
  names: /(^|\/)(o[1-9]|gpt-5(?!.*-chat))(-|\.|$)/,
  thinkingControl: 'REASONING_EFFORT',
  canStopThinking: false,
  efforts: ['low', 'medium', 'high'],
  ...newTokenField,
  refusedOptions: sampling,
};

/** Those of them that take `none`; the ones before can only think less. */
const openaiMinimal: ModelFamily = {
  names: /(^|\/)gpt-5(?!.*-chat)(-|$)/,
  efforts: ['minimal', 'low', 'medium', 'high'],
};

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

/** In the order in which people are shown them: the open choice, vendors, gateways, own servers. */
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
      // Likely the server of an open model; what else it is, its owner can refuse in the parameters.
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
    // https://RESOURCE.openai.azure.com/openai/v1; the model's name is that of the deployment.
    serves: at(null, 'CHAT', 'EMBEDDING', 'VISION', 'SPEECH'),
    hosts: ['*.openai.azure.com', '*.cognitiveservices.azure.com', '*.services.ai.azure.com'],
    documentationUrl: 'https://learn.microsoft.com/azure/ai-services/openai/reference',
    apiKeyHeader: 'api-key',
    // A deployment can have any name: where it does not tell, the model's owner has to.
    dialect: { ...completes, ...newTokenField, reasoningIn: [] },
    families: [openaiReasoning, openaiMinimal, openaiStoppable],
  },
  {
    id: 'anthropic',
    name: 'Anthropic',
    // Images: "messages[n].role == user", `image_url`, at the documentation's address.
    serves: at('https://api.anthropic.com/v1', 'CHAT', 'VISION'),
    documentationUrl: 'https://docs.anthropic.com/en/api/openai-sdk',
    // https://docs.anthropic.com/en/docs/about-claude/models/overview; `response_format` is ignored.
    abilities: [{ names: /^claude-(?!instant|[12]\b)/, can: ['VISION', 'TOOLS'] }],
    // The list belongs to its native API: 20 models unless asked for more.
    listing: {
      apiKeyHeader: 'x-api-key',
      headers: { 'anthropic-version': '2023-06-01' },
      query: { limit: '1000' },
    },
  },
  {
    id: 'gemini',
    name: 'Google Gemini',
    // Images: "Image understanding" at the documentation's address.
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
    // Its bodies are strict: a field that it does not know is an error.
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
      // These never think, or always do, and take no switch.
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
      // `max_tokens` excludes what the model thinks.
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
