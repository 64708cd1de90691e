import type { ModelType } from '../domain.ts';
import type { Provider } from './provider.ts';

/**
 * One provider, as far as it differs from what most have in common: needs a credential, takes
 * `max_tokens` and `seed`, and tells usage when asked to.
 */
export type ProviderRow = Pick<Provider, 'id' | 'name'> &
  Partial<Omit<Provider, 'modelTypes' | 'defaultBaseUrl'>> & {
    /** What it serves, and where; null where each installation has an address of its own. */
    readonly serves: Readonly<Partial<Record<ModelType, string | null>>>;
  };

/** The same address for several types. */
function at(address: string | null, ...types: readonly ModelType[]): ProviderRow['serves'] {
  return Object.fromEntries(types.map((type) => [type, address]));
}

const anything = ['CHAT', 'EMBEDDING', 'RERANK', 'VISION', 'SPEECH'] as const;

/** In the order in which people are shown them: the open choice, vendors, gateways, own servers. */
export const providerRows: readonly ProviderRow[] = [
  {
    id: 'generic',
    name: 'OpenAI-compatible',
    serves: at(null, ...anything),
    requiresCredential: false,
  },
  {
    id: 'openai',
    name: 'OpenAI',
    serves: at('https://api.openai.com/v1', 'CHAT', 'EMBEDDING', 'VISION', 'SPEECH'),
    documentationUrl: 'https://platform.openai.com/docs/api-reference',
    // Its reasoning models refuse the older name; the others take either.
    maxTokensField: 'max_completion_tokens',
  },
  {
    id: 'azure-openai',
    name: 'Azure OpenAI',
    // https://RESOURCE.openai.azure.com/openai/v1; the model's name is that of the deployment.
    serves: at(null, 'CHAT', 'EMBEDDING', 'VISION', 'SPEECH'),
    documentationUrl: 'https://learn.microsoft.com/azure/ai-services/openai/reference',
    maxTokensField: 'max_completion_tokens',
  },
  {
    id: 'anthropic',
    name: 'Anthropic',
    serves: at('https://api.anthropic.com/v1', 'CHAT'),
    documentationUrl: 'https://docs.anthropic.com/en/api/openai-sdk',
  },
  {
    id: 'gemini',
    name: 'Google Gemini',
    serves: at('https://generativelanguage.googleapis.com/v1beta/openai', 'CHAT', 'EMBEDDING'),
    documentationUrl: 'https://ai.google.dev/gemini-api/docs/openai',
  },
  {
    id: 'mistral',
    name: 'Mistral',
    serves: at('https://api.mistral.ai/v1', 'CHAT', 'EMBEDDING'),
    documentationUrl: 'https://docs.mistral.ai',
    // Its bodies are strict: a field that it does not know is an error.
    seedField: 'random_seed',
    streamUsage: 'unasked',
  },
  {
    id: 'xai',
    name: 'xAI',
    serves: at('https://api.x.ai/v1', 'CHAT'),
    documentationUrl: 'https://docs.x.ai',
  },
  {
    id: 'deepseek',
    name: 'DeepSeek',
    serves: at('https://api.deepseek.com', 'CHAT'),
    documentationUrl: 'https://api-docs.deepseek.com',
  },
  {
    id: 'dashscope',
    name: 'Alibaba DashScope',
    serves: {
      ...at('https://dashscope.aliyuncs.com/compatible-mode/v1', 'CHAT', 'EMBEDDING', 'VISION'),
      RERANK: 'https://dashscope.aliyuncs.com/api/v1/services/rerank/text-rerank/text-rerank',
    },
    documentationUrl: 'https://help.aliyun.com/zh/model-studio/',
  },
  {
    id: 'zhipu',
    name: 'Zhipu',
    serves: {
      ...at('https://open.bigmodel.cn/api/paas/v4', 'CHAT', 'EMBEDDING', 'VISION'),
      RERANK: 'https://open.bigmodel.cn/api/paas/v4/rerank',
    },
    documentationUrl: 'https://docs.bigmodel.cn',
    streamUsage: 'unasked',
  },
  {
    id: 'zai',
    name: 'Z.ai',
    serves: at('https://api.z.ai/api/paas/v4', 'CHAT', 'VISION'),
    documentationUrl: 'https://docs.z.ai',
    streamUsage: 'unasked',
  },
  {
    id: 'moonshot',
    name: 'Moonshot',
    serves: at('https://api.moonshot.ai/v1', 'CHAT', 'VISION'),
    documentationUrl: 'https://platform.moonshot.ai/docs',
  },
  {
    id: 'minimax',
    name: 'MiniMax',
    serves: at('https://api.minimaxi.com/v1', 'CHAT'),
    documentationUrl: 'https://platform.minimaxi.com/document',
  },
  {
    id: 'volcengine',
    name: 'Volcengine Ark',
    serves: {
      ...at('https://ark.cn-beijing.volces.com/api/v3', 'CHAT', 'VISION'),
      EMBEDDING: 'https://ark.cn-beijing.volces.com/api/v3/embeddings/multimodal',
    },
    documentationUrl: 'https://www.volcengine.com/docs/82379',
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
  },
  {
    id: 'cohere',
    name: 'Cohere',
    serves: at('https://api.cohere.ai/compatibility/v1', 'CHAT', 'EMBEDDING'),
    documentationUrl: 'https://docs.cohere.com/docs/compatibility-api',
  },
  {
    id: 'groq',
    name: 'Groq',
    serves: at('https://api.groq.com/openai/v1', 'CHAT'),
    documentationUrl: 'https://console.groq.com/docs',
  },
  {
    id: 'together',
    name: 'Together',
    serves: at('https://api.together.xyz/v1', 'CHAT', 'EMBEDDING', 'VISION'),
    documentationUrl: 'https://docs.together.ai',
  },
  {
    id: 'fireworks',
    name: 'Fireworks',
    serves: at('https://api.fireworks.ai/inference/v1', 'CHAT', 'EMBEDDING', 'VISION'),
    documentationUrl: 'https://docs.fireworks.ai',
  },
  {
    id: 'siliconflow',
    name: 'SiliconFlow',
    serves: at('https://api.siliconflow.cn/v1', ...anything),
    documentationUrl: 'https://docs.siliconflow.cn',
  },
  {
    id: 'modelscope',
    name: 'ModelScope',
    serves: at('https://api-inference.modelscope.cn/v1', 'CHAT', 'EMBEDDING', 'VISION'),
    documentationUrl: 'https://modelscope.cn/docs',
  },
  {
    id: 'nvidia',
    name: 'NVIDIA NIM',
    serves: {
      ...at('https://integrate.api.nvidia.com/v1', 'CHAT', 'EMBEDDING', 'VISION'),
      RERANK: 'https://ai.api.nvidia.com/v1/retrieval/nvidia/reranking',
    },
    documentationUrl: 'https://docs.api.nvidia.com',
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    serves: at('https://openrouter.ai/api/v1', 'CHAT', 'EMBEDDING', 'VISION'),
    documentationUrl: 'https://openrouter.ai/docs',
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
  },
  {
    id: 'vllm',
    name: 'vLLM',
    serves: at(null, 'CHAT', 'EMBEDDING', 'RERANK', 'VISION'),
    requiresCredential: false,
    documentationUrl: 'https://docs.vllm.ai',
  },
  {
    id: 'sglang',
    name: 'SGLang',
    serves: at(null, 'CHAT', 'EMBEDDING', 'RERANK', 'VISION'),
    requiresCredential: false,
    documentationUrl: 'https://docs.sglang.ai',
  },
  {
    id: 'llama-server',
    name: 'llama.cpp server',
    serves: at(null, 'CHAT', 'EMBEDDING', 'RERANK', 'VISION'),
    requiresCredential: false,
    documentationUrl: 'https://github.com/ggml-org/llama.cpp/tree/master/tools/server',
  },
  {
    id: 'lm-studio',
    name: 'LM Studio',
    serves: at(null, 'CHAT', 'EMBEDDING', 'VISION'),
    requiresCredential: false,
    documentationUrl: 'https://lmstudio.ai/docs',
  },
  {
    id: 'gpustack',
    name: 'GPUStack',
    serves: at(null, ...anything),
    documentationUrl: 'https://docs.gpustack.ai',
  },
];
