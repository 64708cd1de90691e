import { register } from '../../support/registered-model.ts';
import { percentile } from '../../torture/statistics.ts';
import type { GrowthCase } from '../bench-case.ts';
import { openSocket, openSockets } from '../clients/open-socket.ts';
import { countTokens } from '../clients/token-paths.ts';
import { cpuOf } from '../process-usage.ts';
import type { Figures } from '../rounds.ts';
import { Stage } from '../stage.ts';
import { atSizes } from './at-sizes.ts';
import { startChat, subscribeToChat } from './start-chat.ts';

const tokensPerSecond = 10;

export const subscribers: GrowthCase = {
  name: 'growth:subscribers',
  description: 'a completion of 10 tokens per second with 1 to 1,000 subscribers',
  run: async ({ rounds, seconds, ...options }) => {
    await using stage = await Stage.open(options);
    const { id: modelId } = await register(await stage.client(), {
      baseUrl: `${stage.upstreamUrl}/v1`,
    });
    const tokens = Math.ceil(tokensPerSecond * (seconds / 2));
    const measure = (size: number) => follow(stage, { modelId, size, tokens });
    const series = await atSizes([1, 10, 100, 1_000], rounds, measure);
    return [
      {
        name: 'subscribers',
        title: 'Delay of a token from the provider to a subscriber',
        x: 'subscribers of the completion',
        y: 'delay, ms',
        series: ['p50', 'p99'].flatMap((name) => series.get(name) ?? []),
      },
      {
        name: 'subscriber-cpu',
        title: 'CPU time of a token, all subscribers together',
        x: 'subscribers of the completion',
        y: 'CPU time per token, ms',
        series: ['CPU time'].flatMap((name) => series.get(name) ?? []),
      },
    ];
  },
};

/** Starts a completion, and follows it until the end on sockets of ten subscribers each. */
async function follow(
  stage: Stage,
  { modelId, size, tokens }: { modelId: string; size: number; tokens: number },
): Promise<Figures> {
  const client = await stage.client();
  const url = `${stage.origin.replace('http', 'ws')}/graphql`;
  const sockets = await openSockets(Math.ceil(size / 10), () =>
    openSocket(url, client.token ?? ''),
  );
  const delays: number[] = [];
  const content = `${tokens}/${tokensPerSecond}`;
  const before = cpuOf(stage.server.pid);
  const completionId = await startChat(client, { modelId, content });
  const received = sockets.map((socket, index) => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const count = Math.min(10, size - index * 10);
    let ended = 0;
    let total = 0;
    socket.on('message', (data: Buffer) => {
      total += countTokens(data);
      const sent = /([0-9a-z]+)~/.exec(data.toString())?.[1];
      if (sent !== undefined) delays.push(now() - Number.parseInt(sent, 36) / 1_000);
      else if (data.includes('"type":"complete"')) ended += 1;
      else if (data.includes('"message"')) reject(new Error(data.toString()));
      if (ended === count) resolve(total);
    });
    for (let id = 0; id < count; id += 1) socket.send(subscribeToChat(`${id}`, completionId));
    return promise;
  });
  const total = (await Promise.all(received)).reduce((sum, count) => sum + count, 0);
  const cpu = (cpuOf(stage.server.pid) - before) * 1_000;
  for (const socket of sockets) socket.terminate();
  if (total !== size * tokens) throw new Error(`${total} of ${size * tokens} tokens arrived`);
  return {
    p50: percentile(delays, 0.5),
    p99: percentile(delays, 0.99),
    'CPU time': cpu / tokens,
  };
}

/** Milliseconds on the clock of the upstream. */
function now(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000;
}
