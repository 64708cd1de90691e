import { setTimeout as delay } from 'node:timers/promises';
import { createRoute } from '../../support/created-route.ts';
import { register } from '../../support/registered-model.ts';
import { percentile } from '../../torture/statistics.ts';
import type { BenchCase } from '../bench-case.ts';
import {
  bareRelayPath,
  directPath,
  eventStreamPath,
  type TokenPath,
  webSocketPath,
} from '../clients/token-paths.ts';
import { cpuOf } from '../process-usage.ts';
import type { FigureDefinition } from '../report.ts';
import { type Figures, interleave } from '../rounds.ts';
import { Stage } from '../stage.ts';

export const relay: BenchCase = {
  name: 'relay',
  description: 'chats whose tokens arrive at 50 per second: CPU time per token, first token',
  needsPostgres: false,
  run: async ({ rounds, seconds, isShort, ...options }) => {
    await using stage = await Stage.open(options);
    const paths = await tokenPaths(stage);
    const route = await routePath(stage);
    const streams = isShort ? 20 : 60;
    const contenders = (measure: (path: TokenPath) => Promise<Figures>) =>
      paths.map((path) => ({ name: path.name, measure: () => measure(path) }));
    const chats = isShort ? 20 : 60;
    return [
      {
        title: `relay: ${streams} streams of 50 tokens per second, for ${seconds} s each`,
        figures: pacedFigures,
        limit: 'bare ws relay',
        measured: await interleave(
          contenders((path) => paced(path, streams, seconds)),
          rounds,
        ),
      },
      {
        title: `relay: one chat at a time on an open connection, ${chats} chats of 3 tokens`,
        figures: firstTokenFigures,
        limit: 'bare ws relay',
        measured: await interleave(
          [...paths, route].map((path) => ({
            name: path.name,
            measure: () => oneByOne(path, chats),
          })),
          rounds,
        ),
      },
    ];
  },
};

const firstTokenFigures: readonly FigureDefinition[] = [
  { name: 'firstP50', label: 'first token p50', unit: 'ms', hasRatio: false },
  { name: 'firstP99', label: 'p99', unit: 'ms', hasRatio: false },
];
const pacedFigures: readonly FigureDefinition[] = [
  { name: 'cpu', label: 'CPU per token', unit: 'µs', hasRatio: true },
  ...firstTokenFigures,
];

/** The direct reader, a bare relay, and the server over both transports. */
export async function tokenPaths(stage: Stage): Promise<TokenPath[]> {
  const client = await stage.client();
  const model = await register(client, { baseUrl: `${stage.upstreamUrl}/v1` });
  const access = {
    pid: stage.server.pid,
    origin: stage.origin,
    token: client.token ?? '',
    target: { modelId: model.id },
  };
  return [
    directPath(stage.upstreamUrl),
    bareRelayPath(await stage.program('bare-relay', [stage.upstreamUrl])),
    webSocketPath(access),
    eventStreamPath(access),
  ];
}

/** The server with a route of three models that work. */
async function routePath(stage: Stage): Promise<TokenPath> {
  const client = await stage.client();
  const baseUrl = `${stage.upstreamUrl}/v1`;
  const models = await Promise.all(
    ['one', 'two', 'three'].map((name) => register(client, { name, baseUrl })),
  );
  const { id: routeId } = await createRoute(
    client,
    models.map(({ id }) => id),
  );
  const access = { pid: stage.server.pid, origin: stage.origin, token: client.token ?? '' };
  return webSocketPath({ ...access, target: { routeId } }, 'Modelyard, WebSocket, a route');
}

/** Starts streams within a second, and waits until all have ended. */
async function paced(path: TokenPath, streams: number, seconds: number): Promise<Figures> {
  const rate = 50;
  const tokens = Math.ceil(rate * seconds);
  const connections = await Promise.all(Array.from({ length: streams }, path.connect));
  const before = path.pid === null ? 0 : cpuOf(path.pid);
  const firsts: number[] = [];
  await Promise.all(
    connections.map(async (connection, index) => {
      await delay((index * 1_000) / streams);
      const requested = performance.now();
      let isFirst = true;
      const count = await connection.stream(tokens, rate, () => {
        if (isFirst) firsts.push(performance.now() - requested);
        isFirst = false;
      });
      if (count !== tokens) throw new Error(`${path.name}: ${count} of ${tokens} tokens arrived`);
    }),
  );
  const cpu = path.pid === null ? null : cpuOf(path.pid) - before;
  for (const connection of connections) connection.close();
  return {
    cpu: cpu === null ? null : (cpu / (streams * tokens)) * 1e6,
    firstP50: percentile(firsts, 0.5),
    firstP99: percentile(firsts, 0.99),
  };
}

async function oneByOne(path: TokenPath, chats: number): Promise<Figures> {
  const connection = await path.connect();
  const firsts: number[] = [];
  for (let chat = 0; chat < chats; chat += 1) {
    const requested = performance.now();
    let first: number | null = null;
    await connection.stream(3, 0, () => {
      first ??= performance.now() - requested;
    });
    firsts.push(first ?? Number.NaN);
  }
  connection.close();
  return { firstP50: percentile(firsts, 0.5), firstP99: percentile(firsts, 0.99) };
}
