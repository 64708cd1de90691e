import { describe, expect, test } from 'vitest';
import { samplerOptions } from '../../src/adapters/dialect.ts';
import {
  findDialect,
  findProvider,
  findProviderByAddress,
  providers,
} from '../../src/adapters/provider-catalogue.ts';
import { destinationFault } from '../../src/egress/destination.ts';

test('every provider has a unique id', () => {
  const ids = providers.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(36);
});

describe.each(providers.map((provider) => [provider.id, provider] as const))(
  '%s',
  (_id, provider) => {
    test('is found by its id and serves at least one type', () => {
      expect(provider.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(findProvider(provider.id)).toBe(provider);
      expect(provider.modelTypes.length).toBeGreaterThan(0);
    });

    test('has base URLs that models may use', () => {
      for (const type of provider.modelTypes) {
        const address = provider.defaultBaseUrl(type);
        if (address === null) continue;
        expect(address).toMatch(/^https:\/\/[^?#]+[^/]$/);
        expect(destinationFault(new URL(address), [])).toBeNull();
      }
    });
  },
);

describe('a provider is recognised by its address', () => {
  const addresses = providers.flatMap((provider) =>
    provider.modelTypes.flatMap((type) => {
      const address = provider.defaultBaseUrl(type);
      return address === null ? [] : [[provider.id, address] as const];
    }),
  );
  test.each<readonly [string, string]>([
    ...addresses,
    ['azure-openai', 'https://my-resource.openai.azure.com/openai/v1'],
    ['openai', 'https://eu.api.openai.com/v1'],
    ['openai', 'https://API.OpenAI.com./v1/'],
    ['deepseek', 'https://api.deepseek.com/beta'],
    ['dashscope', 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1'],
    ['moonshot', 'https://api.moonshot.cn/v1'],
  ])('%s at %s', (id, address) => {
    expect(findProviderByAddress(address)?.id).toBe(id);
  });

  test.each([
    'https://api.openai.com.attacker.example/v1',
    'https://notapi.openai.com/v1',
    'https://proxy.example/api.openai.com/v1',
    'https://openai.azure.com/openai/v1',
    'https://a.b.openai.azure.com/openai/v1',
    'http://127.0.0.1:11434/v1',
    'not an address',
    '',
  ])('%j belongs to no provider', (address) => {
    expect(findProviderByAddress(address)).toBeUndefined();
  });
});

test.each(['', 'OpenAI', '__proto__', 'constructor'])('%j is not the id of a provider', (id) => {
  expect(findProvider(id)).toBeUndefined();
});

test('OpenRouter supports reranking', () => {
  expect(findProvider('openrouter')).toMatchObject({ rerankForm: 'results' });
  expect(findProvider('openrouter')?.modelTypes).toContain('RERANK');
  expect(findProvider('openrouter')?.defaultBaseUrl('RERANK')).toBe('https://openrouter.ai/api/v1');
});

describe('dialects', () => {
  test.each([
    ['openai', 'gpt-4o', 'NONE', false],
    ['openai', 'gpt-5', 'REASONING_EFFORT', false],
    ['openai', 'gpt-5-mini', 'REASONING_EFFORT', false],
    ['openai', 'gpt-5.1', 'REASONING_EFFORT', true],
    ['openai', 'gpt-5-chat-latest', 'NONE', false],
    ['openai', 'o3', 'REASONING_EFFORT', false],
    ['openai', 'o4-mini', 'REASONING_EFFORT', false],
    ['openrouter', 'openai/gpt-5', 'REASONING_OBJECT', false],
    ['openrouter', 'qwen/qwen3-32b', 'REASONING_OBJECT', true],
    ['deepseek', 'deepseek-chat', 'THINKING_TYPE', true],
    ['dashscope', 'qwen3-32b', 'ENABLE_THINKING', true],
    ['dashscope', 'qwen3-coder-plus', 'NONE', false],
    ['dashscope', 'qwq-plus', 'NONE', false],
    ['moonshot', 'kimi-k2.5', 'THINKING_TYPE', true],
    ['moonshot', 'moonshot-v1-8k', 'NONE', false],
    ['groq', 'openai/gpt-oss-20b', 'REASONING_EFFORT', false],
    ['vllm', 'anything', 'CHAT_TEMPLATE_KWARGS', true],
    ['cohere', 'command', 'NONE', false],
  ])('%s controls the thinking of %s with %s', (provider, model, thinkingControl, canStop) => {
    const dialect = findDialect(provider, model);
    expect(dialect).toMatchObject({ thinkingControl, canStopThinking: canStop });
  });

  test.each([
    [
      'openai',
      'gpt-5',
      ['TEMPERATURE', 'TOP_P', 'FREQUENCY_PENALTY', 'PRESENCE_PENALTY', ...samplerOptions],
    ],
    ['openai', 'gpt-4o', samplerOptions],
    ['xai', 'grok-4', ['FREQUENCY_PENALTY', 'PRESENCE_PENALTY', 'STOP', ...samplerOptions]],
    ['deepseek', 'deepseek-chat', ['JSON_SCHEMA', ...samplerOptions]],
    ['vllm', 'anything', []],
    ['lm-studio', 'anything', ['MIN_P']],
  ])('%s does not accept for %s: %j', (provider, model, refusedOptions) => {
    expect(findDialect(provider, model).refusedOptions).toEqual(refusedOptions);
  });

  test('the parameters of a model override the dialect', () => {
    const overrides = { thinkingControl: 'THINKING_TYPE', refusedOptions: ['SEED'] } as const;
    for (const provider of [null, 'openai', 'unheard-of']) {
      expect(findDialect(provider, 'gpt-5', overrides)).toMatchObject({
        ...overrides,
        // An option without a field cannot be sent, also when the owner permits it.
        refusedOptions: provider === null ? ['SEED'] : ['SEED', ...samplerOptions],
        canStopThinking: true,
      });
    }
    expect(findDialect('vllm', 'x', { thinkingControl: 'NONE' })).toMatchObject({
      thinkingControl: 'NONE',
      canStopThinking: false,
    });
  });

  test('an unknown server has the common dialect, and Ollama its own', () => {
    expect(findDialect('unheard-of', 'x').thinkingControl).toBe('NONE');
    expect(findDialect(null, 'x').thinkingControl).toBe('OLLAMA_THINK');
  });
});

test.each([
  ['anthropic', ['CHAT', 'VISION']],
  ['gemini', ['CHAT', 'EMBEDDING', 'VISION']],
  ['mistral', ['CHAT', 'EMBEDDING', 'VISION', 'SPEECH']],
  ['xai', ['CHAT', 'VISION']],
  ['groq', ['CHAT', 'VISION', 'SPEECH']],
  ['together', ['CHAT', 'EMBEDDING', 'RERANK', 'VISION', 'SPEECH']],
  ['hunyuan', ['CHAT', 'EMBEDDING', 'VISION']],
  ['vllm', ['CHAT', 'EMBEDDING', 'RERANK', 'VISION', 'SPEECH']],
])('%s serves models of the types %j', (id, types) => {
  expect(findProvider(id)?.modelTypes).toEqual(types);
});
