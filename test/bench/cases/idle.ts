import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { UpdateModel } from '../../support/operations.ts';
import { register } from '../../support/registered-model.ts';
import type { BenchCase } from '../bench-case.ts';
import { openSocket, openSockets } from '../clients/open-socket.ts';
import { cpuOf, memoryOf } from '../process-usage.ts';
import { type Figures, interleave } from '../rounds.ts';
import { Stage } from '../stage.ts';

/** A server with subscriptions to one thing, which can change. */
export interface Subscribable {
  readonly name: string;
  readonly pid: number;
  /** Opens a socket and subscribes. */
  readonly open: () => Promise<WebSocket>;
  /** Changes the thing once. Every subscriber receives a text with the name of the change. */
  readonly change: (name: string) => Promise<void>;
}

export const idle: BenchCase = {
  name: 'idle',
  description: 'open subscriptions to changes of models: memory, CPU time, one change for all',
  needsPostgres: false,
  run: async ({ rounds, seconds, isShort, ...options }) => {
    await using stage = await Stage.open(options);
    const subscriptions = isShort ? 500 : 5_000;
    const servers = [await bareServer(stage), await modelyard(stage)];
    const contenders = servers.map((server) => {
      let baseKilobytes: number | null = null;
      const measure = async (): Promise<Figures> => {
        baseKilobytes ??= await baseMemory(server);
        return hold(server, { subscriptions, seconds, baseKilobytes });
      };
      return { name: server.name, measure };
    });
    return [
      {
        title: `idle: ${subscriptions} subscriptions on a socket each, then one change`,
        figures: [
          { name: 'openCpu', label: 'CPU to open each', unit: 'ms', hasRatio: true },
          { name: 'memory', label: 'memory of each', unit: 'KB', hasRatio: true },
          { name: 'idleCpu', label: 'idle CPU', unit: '% of a core', hasRatio: false },
          { name: 'changeMs', label: 'last has change', unit: 'ms', hasRatio: true },
          { name: 'changeCpu', label: 'CPU of change', unit: 'ms', hasRatio: true },
        ],
        limit: 'bare ws server',
        measured: await interleave(contenders, rounds),
      },
    ];
  },
};

async function bareServer(stage: Stage): Promise<Subscribable> {
  const { url, pid } = await stage.program('bare-sockets');
  const open = () => openSocket(url.replace('http', 'ws'));
  const control = await open();
  return {
    name: 'bare ws server',
    pid,
    open: async () => {
      const socket = await open();
      socket.send('subscribe');
      return socket;
    },
    change: async (name) => control.send(`publish ${name}${' '.repeat(200)}`),
  };
}

const subscribe = JSON.stringify({
  id: '1',
  type: 'subscribe',
  payload: {
    query: `subscription { modelChanges {
      ... on ModelChange { kind model { id displayName status } cursor } ... on Error { message }
    } }`,
  },
});

export async function modelyard(stage: Stage): Promise<Subscribable> {
  const client = await stage.client();
  const { id } = await register(client);
  return {
    name: 'Modelyard',
    pid: stage.server.pid,
    open: async () => {
      const url = `${stage.origin.replace('http', 'ws')}/graphql`;
      const socket = await openSocket(url, client.token ?? '');
      socket.send(subscribe);
      return socket;
    },
    change: async (name) => {
      const { updateModel } = await client.data(UpdateModel, { input: { id, displayName: name } });
      if (updateModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(updateModel));
    },
  };
}

/** Returns the memory after some sockets were opened and closed: a new process grows at first. */
async function baseMemory(server: Subscribable): Promise<number> {
  const sockets = await openSockets(200, server.open);
  for (const socket of sockets) socket.terminate();
  await delay(1_000);
  return memoryOf(server.pid);
}

async function hold(
  server: Subscribable,
  load: { subscriptions: number; seconds: number; baseKilobytes: number },
): Promise<Figures> {
  const beforeOpen = cpuOf(server.pid);
  const sockets = await openSockets(load.subscriptions, server.open);
  await delay(1_000);
  const beforeIdle = cpuOf(server.pid);
  await delay(load.seconds * 1_000);
  const afterIdle = cpuOf(server.pid);
  const change = await changeFor(server, sockets);
  const memory = (memoryOf(server.pid) - load.baseKilobytes) / load.subscriptions;
  for (const socket of sockets) socket.terminate();
  await delay(1_000);
  return {
    openCpu: ((beforeIdle - beforeOpen) / load.subscriptions) * 1_000,
    memory,
    idleCpu: ((afterIdle - beforeIdle) / load.seconds) * 100,
    changeMs: change.lastMs,
    changeCpu: change.cpuMs,
  };
}

/** Makes one change, and waits until all subscribers have it. */
export async function changeFor(
  server: Subscribable,
  sockets: readonly WebSocket[],
): Promise<{ lastMs: number; cpuMs: number }> {
  const name = randomUUID();
  const all = Promise.withResolvers<void>();
  let received = 0;
  const listener = (data: Buffer) => {
    if (data.includes(name)) received += 1;
    else if (data.includes('"message"')) all.reject(new Error(data.toString()));
    if (received === sockets.length) all.resolve();
  };
  for (const socket of sockets) socket.on('message', listener);
  const timeout = setTimeout(
    () => all.reject(new Error(`${received} of ${sockets.length} received the change`)),
    30_000,
  );
  const before = cpuOf(server.pid);
  const start = performance.now();
  await server.change(name);
  await all.promise;
  const lastMs = performance.now() - start;
  clearTimeout(timeout);
  const cpuMs = (cpuOf(server.pid) - before) * 1_000;
  for (const socket of sockets) socket.off('message', listener);
  return { lastMs, cpuMs };
}
