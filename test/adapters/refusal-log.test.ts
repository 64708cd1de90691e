import { expect, test } from 'vitest';
import { createRefusalLog, type RefusalLine, secretsOf } from '../../src/adapters/refusal-log.ts';
import { chatRequest, message } from '../support/chat-request.ts';

const target = { apiKey: 'sk-canary-key', headers: { 'x-team': 'canary-header' } };
const request = chatRequest({ messages: [message({ content: 'Tell nobody: canary_42' })] });

function noted(body: string): RefusalLine | undefined {
  const lines: RefusalLine[] = [];
  const secrets = secretsOf(target, request);
  createRefusalLog((line) => lines.push(line)).note({ model: 'gpt', status: 400, body, secrets });
  return lines[0];
}

test.each<[string, string, string | null, string | null]>([
  [
    'code and type',
    '{"error":{"message":"x","type":"tokens","code":"too_long"}}',
    'too_long',
    'tokens',
  ],
  ['a code that is a number', '{"error":{"code":1210,"message":"x"}}', '1210', null],
  ['an error without an object around it', '{"code":"busy","message":"x"}', 'busy', null],
  ['an error that is a text', '{"error":"canary","code":"busy"}', 'busy', null],
  ['only words', 'canary', null, null],
  ['a page', '<html>canary</html>', null, null],
  ['nothing', '', null, null],
  ['null', 'null', null, null],
  ['a list', '[1]', null, null],
])('of %s, the log gets code and type', (_name, body, code, type) => {
  expect(noted(body)).toEqual({ model: 'gpt', status: 400, code, type, length: body.length });
});

test.each([
  ['words', 'You said canary'],
  ['a line', 'a\nb'],
  ['a long text', 'x'.repeat(65)],
  ['a list', ['canary']],
  ['the key', 'sk-canary-key'],
  ['a part of the key', 'canary-key'],
  ['more than the key', 'invalid.sk-canary-key'],
  ['a header', 'canary-header'],
  ['a word of the prompt', 'canary_42'],
])('a code that is %s is not written', (_name, code) => {
  expect(noted(JSON.stringify({ error: { code, type: code } }))).toMatchObject({
    code: null,
    type: null,
  });
});
