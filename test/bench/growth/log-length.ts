import type { WebSocket } from 'ws';
import { register } from '../../support/registered-model.ts';
import type { GrowthCase } from '../bench-case.ts';
import { openSocket } from '../clients/open-socket.ts';
import { countTokens } from '../clients/token-paths.ts';
import type { Figures } from '../rounds.ts';
import { Stage } from '../stage.ts';
import { atSizes } from './at-sizes.ts';
import { startChat, subscribeToChat } from './start-chat.ts';

export const logLength: GrowthCase = {
  name: 'growth:log-length',
  description: 'reading and resuming a stored completion of 100 to 100,000 events',
  run: async ({ rounds, isShort, ...options }) => {
    await using stage = await Stage.open(options);
    const client = await stage.client();
    const { id: modelId } = await register(client, { baseUrl: `${stage.upstreamUrl}/v1` });
    const url = `${stage.origin.replace('http', 'ws')}/graphql`;
    const socket = await openSocket(url, client.token ?? '');
    const sizes = isShort ? [100, 1_000, 10_000] : [100, 1_000, 10_000, 100_000];
    const completions = new Map<number, string>();
    for (const size of sizes) {
      // 2,000 per second and stream, so that a stored entry has as many deltas as in practice.
      const id = await startChat(client, {
        modelId,
        content: `${size}/${size > 20_000 ? 0 : 2_000}`,
      });
      await read(socket, id, 0);
      completions.set(size, id);
    }
    const measure = async (size: number): Promise<Figures> => {
      const id = completions.get(size) ?? '';
      const whole = await read(socket, id, 0);
      if (whole.tokens !== size) throw new Error(`${whole.tokens} of ${size} tokens were read`);
      const resumed = await read(socket, id, size - 9);
      if (resumed.tokens > 20) throw new Error(`${resumed.tokens} tokens after resuming`);
      return {
        'read from the first event': whole.ms,
        'resume 10 events before the end': resumed.ms,
      };
    };
    const series = await atSizes(sizes, rounds * 2, measure);
    return [
      {
        name: 'log-length',
        title: 'Reading a stored completion',
        x: 'events of the completion',
        y: 'duration, ms',
        series: [...series.values()],
      },
    ];
  },
};

let operations = 0;

/** Reads the events after a number to the end. */
async function read(
  socket: WebSocket,
  completionId: string,
  after: number,
): Promise<{ tokens: number; ms: number }> {
  operations += 1;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let tokens = 0;
  const listener = (data: Buffer) => {
    const count = countTokens(data);
    tokens += count;
    if (count > 0) return;
    if (data.includes('"type":"complete"')) resolve();
    else if (data.includes('"message"')) reject(new Error(data.toString()));
  };
  socket.on('message', listener);
  const start = performance.now();
  socket.send(subscribeToChat(`${operations}`, completionId, after));
  await promise;
  socket.off('message', listener);
  return { tokens, ms: performance.now() - start };
}
