import type { GraphqlClient } from '../../support/graphql-client.ts';
import { ListModels } from '../../support/operations.ts';
import type { GrowthCase } from '../bench-case.ts';
import { modelPage } from '../cases/query.ts';
import { sendLoad } from '../clients/http-load.ts';
import type { Figures } from '../rounds.ts';
import { insertModels } from '../seed.ts';
import { Stage } from '../stage.ts';
import { atSizes } from './at-sizes.ts';

const byName = { field: 'NAME', direction: 'ASC' } as const;

export const models: GrowthCase = {
  name: 'growth:models',
  description: 'pages of 20 models of a tenant with 100 to 100,000 models',
  run: async ({ rounds, seconds, isShort, ...options }) => {
    await using stage = await Stage.open(options);
    const sizes = isShort ? [100, 1_000, 10_000] : [100, 1_000, 10_000, 100_000];
    await stage.execute(
      'set statement_timeout = 0',
      ...sizes.map((size) => insertModels(`'tenant-${size}'`, size)),
      insertModels("'*'", 50),
      insertModels("'other-' || t", 100, 'cross join generate_series(1, 1000) t'),
      'vacuum analyze model',
    );
    const clients = new Map<number, GraphqlClient>();
    const middles = new Map<number, string>();
    for (const size of sizes) {
      const client = await stage.client(`tenant-${size}`);
      clients.set(size, client);
      middles.set(size, await middleOf(client, size));
    }
    const url = `${stage.origin}/graphql`;
    const page = async (size: number, variables: object): Promise<number> => {
      const body = JSON.stringify({ query: modelPage, variables });
      const token = clients.get(size)?.token ?? null;
      const turn = { connections: 1, seconds: seconds / 6, request: () => ({ body, token }) };
      return (await sendLoad({ url, ...turn })).p50;
    };
    const measure = async (size: number): Promise<Figures> => ({
      'newest first': await page(size, {}),
      'middle, by name': await page(size, {
        orderBy: byName,
        after: middles.get(size),
      }),
      'search for one name': await page(size, {
        filter: { search: nameOf(size / 2) },
      }),
    });
    const series = await atSizes(sizes, rounds, measure);
    return [
      {
        name: 'models',
        title: 'Page of 20 models',
        x: 'models of the tenant',
        y: 'duration p50, ms',
        series: [...series.values()],
      },
    ];
  },
};

function nameOf(number: number): string {
  return `model-${String(number).padStart(6, '0')}`;
}

/** Returns the cursor of a model in the middle of the list by name. */
async function middleOf(client: GraphqlClient, size: number): Promise<string> {
  const filter = { search: nameOf(size / 2) };
  const variables = { filter, first: 1, orderBy: byName };
  const { models: found } = await client.data(ListModels, variables);
  if (found.nodes.length !== 1) throw new Error(`there is no ${filter.search}`);
  return found.pageInfo.endCursor ?? '';
}
