import type { PullLayer } from '../domain.ts';
import { pullStates } from '../domain.ts';
import type { PullView } from '../services/pulls/pull-view.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';

const PullStateEnum = builder.enumType('PullState', {
  description: 'How far a download is, or how it ended.',
  values: describeValues(pullStates, {
    QUEUED: 'It waits: for its turn, for another attempt, or for Ollama; see `phase` and `error`.',
    RUNNING: 'Ollama is downloading.',
    SUCCEEDED: 'Ollama has the model.',
    FAILED: 'It was given up; `error` says why. `pullModel` starts another one.',
    CANCELLED: 'You wait for it no longer. The transfer stops when nobody else does.',
  }),
});

const PullLayerType = builder.objectRef<PullLayer>('PullLayer').implement({
  description: 'A part of a model, downloaded by itself.',
  fields: (t) => ({
    digest: t.exposeString('digest', { description: 'Tells contents apart, such as `sha256:…`.' }),
    completedBytes: t.expose('completedBytes', {
      type: 'BigInt',
      description: 'Bytes that are there. Falls only where Ollama has thrown some away.',
    }),
    totalBytes: t.expose('totalBytes', { type: 'BigInt', description: 'Bytes that it has.' }),
  }),
});

export const PullObject = builder.node(builder.objectRef<PullView>('Pull'), {
  description:
    'A download of a model to Ollama. One for everybody who waits for that model; it survives restarts of the server and of Ollama.',
  id: { resolve: ({ id }) => id },
  loadMany: (ids, { viewer, services }) => services.pulls.findMany(viewer, ids),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What Ollama was asked for.' }),
    state: t.expose('state', { type: PullStateEnum, description: 'How far it is.' }),
    phase: t.exposeString('phase', {
      nullable: true,
      description:
        'What Ollama says it is doing, such as `pulling manifest` or `verifying sha256 digest`; `waiting for Ollama` while that is not there.',
    }),
    completedBytes: t.expose('completedBytes', {
      type: 'BigInt',
      description: 'Bytes that are there, of all layers.',
    }),
    totalBytes: t.expose('totalBytes', {
      type: 'BigInt',
      description:
        'Bytes of the layers seen so far: Ollama announces them one by one, the largest mostly first.',
    }),
    bytesPerSecond: t.exposeFloat('bytesPerSecond', {
      nullable: true,
      description: 'Over the last five seconds; null when nothing is being transferred.',
    }),
    layers: t.field({
      type: [PullLayerType],
      description: 'The layers seen so far.',
      resolve: ({ layers }) => [...layers],
    }),
    attempt: t.exposeInt('attempt', {
      description: 'How many times it has been begun; 0 before the first. Bytes are kept.',
    }),
    error: t.exposeString('error', {
      nullable: true,
      description: 'Why it failed, or why the last attempt did, when it is to be tried again.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When it was first asked for.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When Ollama was first told to; null before.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended; null while it goes on for anybody.',
    }),
  }),
});
