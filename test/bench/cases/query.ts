import type { BenchCase } from '../bench-case.ts';
import { sendLoad } from '../clients/http-load.ts';
import { cpuOf } from '../process-usage.ts';
import { type Figures, interleave } from '../rounds.ts';
import { insertModels } from '../seed.ts';
import { Stage } from '../stage.ts';

const connections = 16;

export const modelPage = `query ($after: String, $orderBy: ModelOrder, $filter: ModelFilter) {
  models(first: 20, after: $after, orderBy: $orderBy, filter: $filter) {
    edges { cursor node { id name source type status createdAt } } pageInfo { hasNextPage endCursor }
  }
}`;

export const query: BenchCase = {
  name: 'query',
  description: 'lists of 20 models: requests per second, CPU time per request',
  needsPostgres: true,
  run: async ({ rounds, seconds, isShort, ...options }) => {
    await using stage = await Stage.open(options);
    await stage.execute(insertModels("'bench'", 100), 'vacuum analyze model');
    const { token } = await stage.client();
    const raw = await stage.program('raw-list', [stage.databaseUrl ?? '', 'bench']);
    const body = JSON.stringify({ query: modelPage });
    const contender = (
      name: string,
      server: { url: string; pid: number; token: string | null },
    ) => {
      const request = () => ({ body, token: server.token });
      const load = { url: server.url, connections, request };
      const measure = async (): Promise<Figures> => {
        const before = cpuOf(server.pid);
        const { requests, ...result } = await sendLoad({ ...load, seconds });
        return { ...result, cpu: ((cpuOf(server.pid) - before) / requests) * 1_000 };
      };
      const minimumRequests = isShort ? 300 : 2_000;
      return { name, measure, warmUp: () => sendLoad({ ...load, seconds: 0, minimumRequests }) };
    };
    return [
      {
        title: `query: a list of 20 models on ${connections} connections, for ${seconds} s each`,
        figures: [
          { name: 'perSecond', label: 'requests', unit: '1/s', hasRatio: true },
          { name: 'cpu', label: 'CPU per request', unit: 'ms', hasRatio: true },
          { name: 'p50', label: 'p50', unit: 'ms', hasRatio: false },
          { name: 'p99', label: 'p99', unit: 'ms', hasRatio: false },
        ],
        limit: 'node:http and pg',
        measured: await interleave(
          [
            contender('node:http and pg', { ...raw, token: null }),
            contender('Modelyard', {
              url: `${stage.origin}/graphql`,
              pid: stage.server.pid,
              token,
            }),
          ],
          rounds,
        ),
      },
    ];
  },
};
