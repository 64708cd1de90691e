import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from '../support/server-process.ts';
import { createModel } from './chat-operations.ts';
import { post } from './post.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { type ClusterOptions, PostgresCluster } from './postgres-cluster.ts';
import { observedTenant, Replica } from './replica.ts';

export interface InstallationOptions extends ClusterOptions {
  /** Null runs on PGlite, with one server process. */
  readonly postgres: PostgresBinaries | null;
  readonly replicas?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Server processes with their own database, and an upstream for their models. */
export interface Installation extends AsyncDisposable {
  readonly replicas: readonly Replica[];
  /** The first process. */
  readonly near: Replica;
  /** The last process: the second one when there are two. */
  readonly far: Replica;
  readonly modelId: string;
  readonly upstreamUrl: string;
  /** @throws on PGlite. */
  readonly cluster: PostgresCluster;
}

export async function createInstallation(options: InstallationOptions): Promise<Installation> {
  await using stack = new AsyncDisposableStack();
  const directory = mkdtempSync(join(tmpdir(), 'modelyard-torture-'));
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', remove);
  stack.defer(() => {
    process.off('exit', remove);
    remove();
  });
  const cluster =
    options.postgres === null
      ? null
      : stack.use(await PostgresCluster.create(options.postgres, options));
  const upstream = stack.use(new ServerProcess('test/torture/upstream.ts', {}));
  const [, upstreamUrl = ''] = await upstream.printed(/listens on (http:\S+)\n/);
  const replicas: Replica[] = [];
  for (const name of ['A', 'B'].slice(0, options.replicas ?? 1)) {
    const database: Record<string, string> = cluster === null ? {} : { DATABASE_URL: cluster.url };
    const environment = { ...options.environment, ...database, DATA_DIR: directory };
    replicas.push(stack.use(await Replica.start(name, environment)));
  }
  const [near, far] = [replicas.at(0), replicas.at(-1)];
  if (near === undefined || far === undefined) throw new Error('no replicas');
  const modelId = await registerModel(near, observedTenant, upstreamUrl);
  const running = stack.move();
  return {
    replicas,
    near,
    far,
    modelId,
    upstreamUrl,
    get cluster() {
      if (cluster === null) throw new Error('PGlite has no server');
      return cluster;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Registers a model of the upstream. Returns its ID. */
export async function registerModel(
  replica: Replica,
  tenantId: string,
  upstreamUrl: string,
): Promise<string> {
  const remote = { name: 'torture', type: 'CHAT', baseUrl: `${upstreamUrl}/v1` };
  const answer = await post(await replica.as(tenantId), {
    query: createModel,
    variables: { input: { remote } },
  });
  const { model } = (answer.data['createModel'] ?? {}) as { model?: { id: string } };
  if (model === undefined) throw new Error(`no model: ${answer.outcome}`);
  return model.id;
}
