import type { WebSocket } from 'ws';
import { percentile } from '../../torture/statistics.ts';
import type { GrowthCase } from '../bench-case.ts';
import { changeFor, modelyard } from '../cases/idle.ts';
import { openSockets } from '../clients/open-socket.ts';
import { memoryOf } from '../process-usage.ts';
import { Stage } from '../stage.ts';
import type { GrowthSeries } from './growth.ts';

export const subscriptions: GrowthCase = {
  name: 'growth:subscriptions',
  description: 'a change of a model with 10 to 10,000 subscriptions on a socket each',
  run: async ({ rounds, isShort, ...options }) => {
    await using stage = await Stage.open(options);
    const server = await modelyard(stage);
    const sizes = isShort ? [10, 100, 1_000] : [10, 100, 1_000, 10_000];
    const last: GrowthSeries['points'][number][] = [];
    const cpu: GrowthSeries['points'][number][] = [];
    const memory: GrowthSeries['points'][number][] = [];
    const sockets: WebSocket[] = [];
    // In ascending order, because the memory of a process does not shrink.
    for (const size of sizes) {
      sockets.push(...(await openSockets(size - sockets.length, server.open)));
      const changes: { lastMs: number; cpuMs: number }[] = [];
      for (let round = -1; round < rounds; round += 1) {
        const change = await changeFor(server, sockets);
        if (round >= 0) changes.push(change);
      }
      const median = (values: readonly number[]) => percentile(values, 0.5);
      last.push({ x: size, y: median(changes.map(({ lastMs }) => lastMs)) });
      cpu.push({ x: size, y: median(changes.map(({ cpuMs }) => cpuMs)) });
      memory.push({ x: size, y: memoryOf(server.pid) / 1_024 });
    }
    for (const socket of sockets) socket.terminate();
    return [
      {
        name: 'subscriptions',
        title: 'One change of a model',
        x: 'open subscriptions',
        y: 'per change, ms',
        series: [
          { name: 'until the last subscriber has it', points: last },
          { name: 'CPU time', points: cpu },
        ],
      },
      {
        name: 'subscription-memory',
        title: 'Memory of the process',
        x: 'open subscriptions',
        y: 'resident memory, MB',
        series: [{ name: 'resident memory', points: memory }],
      },
    ];
  },
};
