import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseOptions } from './options.ts';
import type { summary } from './report.ts';

const run = promisify(execFile);
const script = 'test/bench/run.ts';
const named = {
  cases: [{ name: 'query', description: '' }],
  growth: [{ name: 'growth:models', description: '' }],
};
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'modelyard-bench-test-'));
});
afterAll(() => rm(directory, { recursive: true }));

// The limit of this case is a program on PostgreSQL.
test.skipIf(!process.env['TEST_DATABASE_URL'])('measures a list beside its limit', async () => {
  const out = join(directory, 'results.json');
  const args = ['query', '--short', '--rounds', '1', '--seconds', '0.2', '--out', out];
  const { stdout } = await run(process.execPath, [script, ...args]);

  expect(stdout).toMatch(/node:http and pg \(limit\).*\n.*Modelyard/);
  const { comparisons } = JSON.parse(await readFile(out, 'utf8')) as {
    comparisons: ReturnType<typeof summary>[];
  };
  const ours = comparisons[0]?.contenders.find(({ name }) => name === 'Modelyard');
  expect(ours?.rounds).toHaveLength(1);
  expect(ours?.medians['perSecond']).toBeGreaterThan(0);
  expect(ours?.ratios['perSecond']).toBeGreaterThan(0);
  expect(ours?.ratios['cpu']).toBeGreaterThan(0);
});

test('lists all cases', async () => {
  const { stdout } = await run(process.execPath, [script, '--help']);
  for (const name of ['relay', 'saturate', 'idle', 'query', 'embed', 'growth:log-length']) {
    expect(stdout).toContain(`  ${name} `);
  }
});

test.each([
  [['unheard'], 'unknown case: unheard'],
  [['query', '--rounds', '0'], '--rounds must be a positive integer'],
  [['query', '--seconds', '0.0'], '--seconds must be above 0'],
])('rejects %j', (args, message) => {
  expect(parseOptions(args, named)).toBe(message);
});

test('runs all cases with short settings by default, and a named case longer', () => {
  expect(parseOptions([], named)).toMatchObject({ names: ['query'], isShort: true });
  const growth = parseOptions(['growth', '--seconds', '1.5'], named);
  expect(growth).toMatchObject({ names: ['growth:models'], isShort: false, seconds: 1.5 });
});
