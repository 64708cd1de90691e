import { expect, test } from 'vitest';
import { createRefusalLog, secretsOf } from '../../src/adapters/refusal-log.ts';
import { chatRequest, message } from '../support/chat-request.ts';

const target = { apiKey: 'sk-canary"key', headers: { 'x-team': 'canary-header' } };
const request = chatRequest({
  messages: [message({ content: 'Tell nobody:\n42' }), message({ content: 'ok' })],
});

function noted(body: string) {
  const lines: { body: string; status: number | null; model: string }[] = [];
  createRefusalLog((line) => lines.push(line)).note({
    model: 'gpt',
    status: 400,
    body,
    secrets: secretsOf(target, request),
  });
  return lines[0]?.body;
}

test.each([
  ['a key', 'Incorrect API key: sk-canary"key.', 'Incorrect API key: [secret].'],
  ['a key within JSON', '{"message":"sk-canary\\"key"}', '{"message":"[secret]"}'],
  ['a header', 'x-team was canary-header', 'x-team was [secret]'],
  ['a message', 'You said "Tell nobody:\n42"', 'You said "[secret]"'],
  ['a message within JSON', '{"input":"Tell nobody:\\n42"}', '{"input":"[secret]"}'],
  ['more than one', 'canary-header, canary-header', '[secret], [secret]'],
  ['nothing', 'ok, it was too long', 'ok, it was too long'],
])('%s that an upstream repeats is not in the log', (_name, body, expected) => {
  expect(noted(body)).toBe(expected);
});

test('a page is cut after its secrets have been taken out', () => {
  const text = noted(`${'x'.repeat(1_995)}sk-canary"key`);
  expect(text).toHaveLength(2_000);
  expect(text).not.toContain('sk-');
});
