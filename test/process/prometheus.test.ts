import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ask } from '../support/chat-fixture.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { fencesOf } from '../support/manual.ts';
import { ChatWhole } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { createLastingDatabase } from '../support/test-database.ts';
import { startUpstream } from '../support/upstream.ts';

const hasPrometheus = ['prometheus', 'promtool'].every(
  (program) => spawnSync(program, ['--version']).status === 0,
);

/** A port that nothing uses. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test.skipIf(!hasPrometheus)(
  'Prometheus scrapes a server with the configuration of the manual, and finds no fault',
  { timeout: 120_000 },
  async () => {
    await using place = await createLastingDatabase();
    await using provider = await startUpstream({
      handler: (exchange) => sendStream(exchange, answer(['Because.'])),
    });
    const metricsPort = await freePort();
    await using server = new ServerProcess('src/start.js', {
      ...place.environment,
      EGRESS_ALLOW: '127.0.0.1',
      METRICS_PORT: `${metricsPort}`,
    });
    const origin = await server.origin();
    const [, token = ''] = await server.printed(/Development token: (\S+)/);
    const client = new GraphqlClient(origin, token);
    const { id } = await register(client, { baseUrl: `${provider.url}/v1` });
    await client.data(ChatWhole, ask(id));

    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    expect(text).toContain('modelyard_completions_total{ending="COMPLETED",error_type=""} 1');
    const checked = promisify(execFile)('promtool', ['check', 'metrics']);
    checked.child.stdin?.end(text);
    expect(await checked).toEqual({ stdout: '', stderr: '' });

    const directory = mkdtempSync(join(tmpdir(), 'modelyard-prometheus-'));
    const file = join(directory, 'prometheus.yml');
    const [shown] = fencesOf('yaml', 'docs/operating.md');
    const scrape = shown?.text.replace('127.0.0.1:9464', `127.0.0.1:${metricsPort}`);
    writeFileSync(file, `global: { scrape_interval: 1s }\n${scrape}`);
    const port = await freePort();
    const prometheus = spawn(
      'prometheus',
      [
        `--config.file=${file}`,
        `--storage.tsdb.path=${directory}/data`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: 'ignore' },
    );
    try {
      await promisify(execFile)('promtool', ['check', 'config', file]);
      const query = async (expression: string) => {
        const url = `http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(expression)}`;
        const response = await fetch(url).catch(() => null);
        const body = (await response?.json().catch(() => null)) as {
          data: { result: { value: [number, string] }[] };
        } | null;
        return body?.data.result[0]?.value[1];
      };
      const soon = { timeout: 30_000, interval: 250 };
      await expect.poll(() => query('up{job="modelyard"}'), soon).toBe('1');
      await expect
        .poll(() => query('sum(modelyard_completions_total{ending="COMPLETED"})'), soon)
        .toBe('1');
    } finally {
      const ended = once(prometheus, 'exit');
      prometheus.kill('SIGKILL');
      await ended;
      rmSync(directory, { recursive: true });
    }
  },
);
