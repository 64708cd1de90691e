import type { BenchCase } from '../bench-case.ts';
import type { TokenPath } from '../clients/token-paths.ts';
import { cpuOf } from '../process-usage.ts';
import { type Figures, interleave } from '../rounds.ts';
import { Stage } from '../stage.ts';
import { tokenPaths } from './relay.ts';

const streams = 16;

export const saturate: BenchCase = {
  name: 'saturate',
  description: '16 chats whose tokens arrive as fast as possible: tokens per second',
  needsPostgres: false,
  run: async ({ rounds, isShort, ...options }) => {
    await using stage = await Stage.open(options);
    const paths = await tokenPaths(stage);
    const tokens = isShort ? 2_000 : 5_000;
    const contenders = paths.map((path) => ({
      name: path.name,
      measure: () => unpaced(path, tokens),
    }));
    return [
      {
        title: `saturate: ${streams} streams of ${tokens} tokens at maximum speed`,
        figures: [
          { name: 'perSecond', label: 'tokens', unit: '1/s', hasRatio: true },
          { name: 'cpu', label: 'CPU per token', unit: 'µs', hasRatio: false },
        ],
        limit: 'direct',
        measured: await interleave(contenders, rounds),
      },
    ];
  },
};

async function unpaced(path: TokenPath, tokens: number): Promise<Figures> {
  const connections = await Promise.all(Array.from({ length: streams }, path.connect));
  const before = path.pid === null ? 0 : cpuOf(path.pid);
  const start = performance.now();
  const counts = await Promise.all(
    connections.map((connection) => connection.stream(tokens, 0, () => {})),
  );
  const seconds = (performance.now() - start) / 1_000;
  const cpu = path.pid === null ? null : cpuOf(path.pid) - before;
  for (const connection of connections) connection.close();
  const total = streams * tokens;
  const received = counts.reduce((sum, count) => sum + count, 0);
  if (received !== total) throw new Error(`${path.name}: ${received} of ${total} tokens arrived`);
  return { perSecond: total / seconds, cpu: cpu === null ? null : (cpu / total) * 1e6 };
}
