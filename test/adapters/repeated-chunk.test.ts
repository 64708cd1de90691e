import { expect, test } from 'vitest';
import { RepeatedChunk } from '../../src/adapters/openai/repeated-chunk.ts';
import { SeededRandom } from '../torture/seeded-random.ts';

const form = (content: string, more = {}) =>
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_795_000_000,
    model: 'm',
    choices: [{ index: 0, delta: { content, ...more }, logprobs: null, finish_reason: null }],
  });

test.each([
  '',
  'a',
  ' Because',
  'a text that is longer than a short slice',
  'quote " and \\ and \n and \u0001',
  'Zürich 東京 😀',
  '","content":"x',
  '"},"x":{"a":"',
])('a chunk that differs only in the text %j is read without parsing it', (text) => {
  const repeated = new RepeatedChunk();
  repeated.learn(form('Hi'), 'Hi');
  expect(repeated.textOf(form(text))).toBe(text);
});

test('an escape sequence that can also be sent unescaped is read', () => {
  const repeated = new RepeatedChunk();
  repeated.learn(form('Hi'), 'Hi');
  expect(repeated.textOf(form('@').replace('@', '\\u00fc\\/\\ud800'))).toBe('ü/\ud800');
});

test.each([
  ['another ID', form('a').replace('chatcmpl-1', 'chatcmpl-2')],
  ['a finish reason', form('a').replace('"finish_reason":null', '"finish_reason":"stop"')],
  ['another field of the delta', form('a', { reasoning: 'because' })],
  ['another value than a text', form('@').replace('"@"', '["a"]')],
  ['two values in the place of the text', form('@').replace('"@"', '"a","content":"b"')],
  ['a text that is not closed', form('@').replace('@', '\\')],
  ['a control character in the text', form('@').replace('@', '\n')],
  ['nothing', ''],
])('a chunk with %s is not a repetition', (_name, data) => {
  const repeated = new RepeatedChunk();
  repeated.learn(form('Hi'), 'Hi');
  expect(repeated.textOf(data)).toBeNull();
});

test.each([
  ['is not in the delta of the first choice', '{"choices":[{"content":"Hi","delta":{}}]}'],
  ['is escaped', form('@').replace('@', '\\u0048i')],
  ['is followed by another one', form('Hi').replace('"Hi"', '"Hi","content":"Ho"')],
  ['is in a chunk that is not JSON', form('Hi').slice(0, -1)],
])('a form whose text %s is not learned', (_name, data) => {
  const repeated = new RepeatedChunk();
  repeated.learn(data, 'Hi');
  expect(repeated.textOf(data)).toBeNull();
});

test('the form of a stream that repeats nothing is not learned again and again', () => {
  const repeated = new RepeatedChunk();
  for (let created = 0; created < 10; created += 1) {
    repeated.learn(form('Hi').replace('1795000000', `${created}`), 'Hi');
  }
  const last = form('Hi').replace('1795000000', '9');
  expect(repeated.textOf(last)).toBeNull();
});

test('every text that is read is that of the parsed chunk', () => {
  const random = new SeededRandom(7);
  const pick = <Item>(items: readonly Item[]) => items[random.integer(0, items.length - 1)] as Item;
  const pieces = [
    'a',
    '"',
    '\\',
    '{',
    '}',
    ',',
    ':',
    'content',
    '"content":"',
    '\n',
    'é',
    '\ud83d',
    '😀',
  ];
  const text = () => Array.from({ length: random.integer(0, 5) }, () => pick(pieces)).join('');
  let reads = 0;
  for (let stream = 0; stream < 300; stream += 1) {
    const repeated = new RepeatedChunk();
    const name = text();
    for (let chunk = 0; chunk < 20; chunk += 1) {
      const content = text();
      const value = {
        [pick(['id', 'content', name])]: pick([name, 'Hi']),
        choices: [{ index: 0, delta: { content, role: pick(['assistant', name]) }, more: name }],
      };
      const data = pick([JSON.stringify(value), JSON.stringify(value, null, 1)]);
      const read = repeated.textOf(data);
      if (read === null) repeated.learn(data, content);
      else {
        reads += 1;
        expect(read).toBe(content);
      }
    }
  }
  expect(reads).toBeGreaterThan(50);
});
