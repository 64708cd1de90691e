import { expect, test } from 'vitest';
import { parseOllamaName } from '../../src/adapters/ollama/index.ts';

test.each([
  ['llama3.2', 'registry.ollama.ai/library/llama3.2:latest'],
  ['Llama3.2:LATEST', 'registry.ollama.ai/library/llama3.2:latest'],
  ['acme/tiny:1b', 'registry.ollama.ai/acme/tiny:1b'],
  ['tiny:LOCAL', 'registry.ollama.ai/library/tiny:latest'],
  ['tiny:1b:local', 'registry.ollama.ai/library/tiny:1b'],
  ['gpt-oss:20b-cloud', 'registry.ollama.ai/library/gpt-oss:20b-cloud'],
  ['127.0.0.1:5055/ACME/Tiny', '127.0.0.1:5055/acme/tiny:latest'],
])('%s has the canonical name %s', (name, canonical) => {
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
  'x:local:cloud',
  'x:20b-cloud:local',
  '../x',
  '-x',
  'x'.repeat(81),
  'a//b',
  'é',
])('%j is not a valid name', (name) => {
  expect(parseOllamaName(name)).toHaveProperty('fault');
});
