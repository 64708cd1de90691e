import { parentPort, workerData } from 'node:worker_threads';
import WebSocket from 'ws';
import { chatInput, createModel, listModels, modelChanges, startChat } from './chat-operations.ts';
import { post, type Target } from './post.ts';

export interface FloodData {
  readonly target: Target;
  readonly modelId: string;
}

/** Uses as much of every quota as a tenant can, with requests that follow each other at once. */
const { target, modelId } = workerData as FloodData;
const { origin, token } = target;
const outcomes = new Map<string, number>();
const socketUrl = `${origin.replace('http', 'ws')}/graphql`;
let isStopped = false;

function count(outcome: string): void {
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
}

const script = { chat: 1, tokens: 1_000, rate: 50, size: 0 };
const remote = { name: 'flood', type: 'CHAT', baseUrl: 'http://127.0.0.1:9/v1' };
const operations = [
  { query: listModels },
  { query: createModel, variables: { input: { remote } } },
  { query: startChat, variables: { input: chatInput(modelId, script) } },
  {
    query:
      'mutation ($input: PullOllamaModelInput!) { pullOllamaModel(input: $input) { __typename ... on Error { code } } }',
    variables: { input: { name: 'flood' } },
  },
  {
    query:
      'mutation ($input: EmbedInput!) { embed(input: $input) { __typename ... on Error { code } } }',
    variables: { input: { modelId, texts: ['flood'] } },
  },
];

async function request(index: number): Promise<void> {
  for (let turn = index; !isStopped; turn += 1) {
    const operation = operations[turn % operations.length];
    if (operation !== undefined) count((await post(target, operation)).outcome);
  }
}

/** Opens a WebSocket, subscribes as fast as it can read the results, and opens it again when it is closed. */
async function open(authorization: string | undefined): Promise<void> {
  while (!isStopped) {
    await new Promise<void>((resolve) => {
      const socket = new WebSocket(socketUrl, 'graphql-transport-ws');
      const subscribe = (id: number) => {
        const payload = { query: id % 2 === 0 ? modelChanges : listModels };
        socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload }));
      };
      let id = 0;
      socket.on('open', () => {
        const payload = authorization === undefined ? {} : { authorization };
        socket.send(JSON.stringify({ type: 'connection_init', payload }));
      });
      socket.on('message', (data) => {
        const { type } = JSON.parse(String(data)) as { type: string };
        if (type === 'ping') socket.send('{"type":"pong"}');
        else if (!isStopped) {
          id += 1;
          subscribe(id);
        }
        count(`WebSocket ${type}`);
      });
      socket.on('error', () => {});
      socket.on('close', (code) => {
        count(`WebSocket ${code}`);
        resolve();
      });
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
  }
}

const sockets = new Set<WebSocket>();
for (let index = 0; index < 40; index += 1) void request(index);
for (let index = 0; index < 40; index += 1) void open(`Bearer ${token}`);
for (let index = 0; index < 40; index += 1) void open(undefined);

parentPort?.on('message', () => {
  isStopped = true;
  for (const socket of sockets) socket.terminate();
  parentPort?.postMessage(outcomes);
});
