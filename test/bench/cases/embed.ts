import { register } from '../../support/registered-model.ts';
import type { BenchCase } from '../bench-case.ts';
import { sendLoad } from '../clients/http-load.ts';
import { cpuOf } from '../process-usage.ts';
import { type Figures, interleave } from '../rounds.ts';
import { Stage } from '../stage.ts';

const texts = Array.from({ length: 16 }, (_, index) => `Text number ${index} of the benchmark`);

const mutation = `mutation ($input: EmbedInput!) {
  embed(input: $input) { __typename ... on EmbedPayload { embeddings } ... on Error { message } }
}`;

export const embed: BenchCase = {
  name: 'embed',
  description: 'vectors of 768 dimensions for 16 texts: duration, CPU time per call',
  needsPostgres: false,
  run: async ({ rounds, seconds, ...options }) => {
    await using stage = await Stage.open(options);
    const client = await stage.client();
    const baseUrl = `${stage.upstreamUrl}/v1`;
    const { id } = await register(client, { name: 'vectors', type: 'EMBEDDING', baseUrl });
    const direct = JSON.stringify({ model: 'vectors', input: texts, encoding_format: 'float' });
    const ours = JSON.stringify({ query: mutation, variables: { input: { modelId: id, texts } } });
    const measureOn = async (connections: number) => {
      const load = (url: string, body: string, token: string | null) =>
        sendLoad({ url, connections, seconds, request: () => ({ body, token }) });
      const viaServer = async (): Promise<Figures> => {
        const before = cpuOf(stage.server.pid);
        const { requests, ...result } = await load(`${stage.origin}/graphql`, ours, client.token);
        const cpu = ((cpuOf(stage.server.pid) - before) / requests) * 1_000;
        return { ...result, cpu };
      };
      const directly = async (): Promise<Figures> => {
        const { perSecond, p50, p99 } = await load(`${baseUrl}/embeddings`, direct, null);
        return { perSecond, p50, p99, cpu: null };
      };
      return {
        title: `embed: 16 texts, 768 dimensions, ${connections} at a time, for ${seconds} s each`,
        figures: [
          { name: 'p50', label: 'p50', unit: 'ms', hasRatio: true },
          { name: 'p99', label: 'p99', unit: 'ms', hasRatio: false },
          { name: 'perSecond', label: 'calls', unit: '1/s', hasRatio: true },
          { name: 'cpu', label: 'CPU per call', unit: 'ms', hasRatio: false },
        ],
        limit: 'direct',
        measured: await interleave(
          [
            { name: 'direct', measure: directly },
            { name: 'Modelyard', measure: viaServer },
          ],
          rounds,
        ),
      };
    };
    return [await measureOn(1), await measureOn(8)];
  },
};
