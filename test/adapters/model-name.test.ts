import { expect, test } from 'vitest';
import { parseOllamaName } from '../../src/adapters/ollama/model-name.ts';

test.each([
  ['llama3.2', 'registry.ollama.ai/library/llama3.2:latest'],
  ['Llama3.2:LATEST', 'registry.ollama.ai/library/llama3.2:latest'],
  ['acme/tiny:1b', 'registry.ollama.ai/acme/tiny:1b'],
  ['127.0.0.1:5055/ACME/Tiny', '127.0.0.1:5055/acme/tiny:latest'],
])('%s means %s', (name, canonical) => {
  expect(parseOllamaName(name)).toEqual({ canonical });
});

test.each([
  '',
  'x:',
  ':x',
  'a b',
  'a/b/c/d',
  'a.b/c',
  'x@sha256:00',
  'x:y:z',
  '../x',
  '-x',
  'x'.repeat(81),
  'a//b',
  'é',
])('%j is no name', (name) => {
  expect(parseOllamaName(name)).toHaveProperty('fault');
});
