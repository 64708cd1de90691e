import type { GrowthCase } from '../bench-case.ts';
import { modelPage } from '../cases/query.ts';
import { sendLoad } from '../clients/http-load.ts';
import { cpuOf } from '../process-usage.ts';
import type { Figures } from '../rounds.ts';
import { insertModels } from '../seed.ts';
import { Stage } from '../stage.ts';
import { atSizes } from './at-sizes.ts';

const largest = 1_000;

export const tenants: GrowthCase = {
  name: 'growth:tenants',
  description: 'lists of 20 models, requested by 1 to 1,000 tenants in turn',
  run: async ({ rounds, seconds, ...options }) => {
    await using stage = await Stage.open(options);
    const from = `cross join generate_series(0, ${largest - 1}) t`;
    await stage.execute(insertModels("'tenant-' || t", 100, from), 'vacuum analyze model');
    const tokens = await Promise.all(
      Array.from({ length: largest }, async (_, index) => {
        return (await stage.client(`tenant-${index}`)).token;
      }),
    );
    const body = JSON.stringify({ query: modelPage });
    const measure = async (size: number): Promise<Figures> => {
      const before = cpuOf(stage.server.pid);
      const load = await sendLoad({
        url: `${stage.origin}/graphql`,
        connections: 4,
        seconds,
        request: (index) => ({ body, token: tokens[index % size] ?? null }),
      });
      const cpu = ((cpuOf(stage.server.pid) - before) / load.requests) * 1_000;
      return { 'duration p50': load.p50, 'CPU time': cpu };
    };
    const series = await atSizes([1, 10, 100, largest], rounds, measure);
    return [
      {
        name: 'tenants',
        title: 'List of 20 models, 4 at a time',
        x: 'tenants that request',
        y: 'per request, ms',
        series: [...series.values()],
      },
    ];
  },
};
