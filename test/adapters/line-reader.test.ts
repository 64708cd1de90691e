import { expect, test } from 'vitest';
import { LineReader } from '../../src/adapters/line-reader.ts';
import { upstreamLimits } from '../../src/adapters/upstream-limits.ts';
import { SeededRandom } from '../torture/seeded-random.ts';

/** The lines of a body that arrives in chunks. */
function linesOf(chunks: readonly Uint8Array[]): string[] {
  const reader = new LineReader();
  return [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()];
}

test('lines are the same however the body is split into chunks', () => {
  const random = new SeededRandom(11);
  const pieces = ['\n', '\r', '\r\n', '\n\n', 'a', 'data: x', 'é', '東', '😀', '\ufeff', ''];
  for (let body = 0; body < 2_000; body += 1) {
    const text = Array.from(
      { length: random.integer(0, 12) },
      () => pieces[random.integer(0, pieces.length - 1)] ?? '',
    ).join('');
    // The body does not have to end with a line end.
    const bytes = Buffer.from(`${text}last`);
    const chunks: Uint8Array[] = [];
    for (let start = 0; start < bytes.length; ) {
      const end = Math.min(bytes.length, start + random.integer(1, 6));
      chunks.push(bytes.subarray(start, end));
      start = end;
    }
    const lines = `${text}last`.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
    expect(linesOf(chunks), JSON.stringify(text)).toEqual(lines);
    expect(linesOf([bytes]), JSON.stringify(text)).toEqual(lines);
  }
});

test('a line of the maximum length is read, and a longer one is rejected', () => {
  const { messageBytes } = upstreamLimits;
  const [first, second] = [Buffer.alloc(10, 'a'), Buffer.alloc(messageBytes - 10, 'a')];
  const rest = Buffer.from('\nanother line\n');
  const [line, other] = linesOf([first, Buffer.concat([second, rest])]);
  expect(line).toHaveLength(messageBytes);
  expect(other).toBe('another line');
  expect(() => linesOf([first, second, Buffer.from('a\n')])).toThrow('a line of more than');
});
