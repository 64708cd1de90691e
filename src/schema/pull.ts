import type { PullLayer } from '../domain.ts';
import { pullStates } from '../domain.ts';
import type { PullView } from '../services/pulls/pull-view.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';

export const PullStateEnum = builder.enumType('PullState', {
  description: 'State of a download.',
  values: describeValues(pullStates, {
    QUEUED: 'The download waits to start, for a retry, or for Ollama; see `phase` and `error`.',
    RUNNING: 'Ollama is downloading the model.',
    SUCCEEDED: 'Ollama has the model.',
    FAILED: 'The download failed; see `error`. Call `pullModel` to start another one.',
    CANCELLED:
      'Your tenant cancelled the download. The transfer stops when no other tenant waits for it.',
  }),
});

const PullLayerType = builder.objectRef<PullLayer>('PullLayer').implement({
  description: 'A layer of a model: a part that is downloaded separately.',
  fields: (t) => ({
    digest: t.exposeString('digest', {
      description: "Digest of the layer's content, such as `sha256:…`.",
    }),
    completedBytes: t.expose('completedBytes', {
      type: 'BigInt',
      description: 'Bytes downloaded. Decreases only when Ollama discards invalid data.',
    }),
    totalBytes: t.expose('totalBytes', {
      type: 'BigInt',
      description: 'Size of the layer in bytes.',
    }),
  }),
});

export const PullObject = builder.node(builder.objectRef<PullView>('Pull'), {
  description:
    'A download of a model to Ollama. All tenants that wait for the same model share one download. It continues after restarts of the server and of Ollama.',
  id: { resolve: ({ id }) => id },
  loadMany: (ids, { viewer, services }) => services.pullLists.findMany(viewer, ids),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the model that Ollama downloads.' }),
    state: t.expose('state', { type: PullStateEnum, description: 'State of the download.' }),
    phase: t.exposeString('phase', {
      nullable: true,
      description:
        'Current step as Ollama reports it, such as `pulling manifest` or `verifying sha256 digest`; `waiting for Ollama` while Ollama is unavailable. Null when there is none.',
    }),
    completedBytes: t.expose('completedBytes', {
      type: 'BigInt',
      description: 'Bytes downloaded, of all layers together.',
    }),
    totalBytes: t.expose('totalBytes', {
      type: 'BigInt',
      description:
        'Size in bytes of the layers known so far. Ollama announces layers one by one, usually the largest first.',
    }),
    bytesPerSecond: t.exposeFloat('bytesPerSecond', {
      nullable: true,
      description:
        'Transfer rate in bytes per second, over the last five seconds; null when nothing is being transferred.',
    }),
    layers: t.field({
      type: [PullLayerType],
      description: 'The layers known so far.',
      resolve: ({ layers }) => [...layers],
    }),
    attempt: t.exposeInt('attempt', {
      description:
        'Number of attempts; 0 before the first. A new attempt continues with the bytes downloaded before.',
    }),
    error: t.exposeString('error', {
      nullable: true,
      description:
        'Human-readable reason why the download failed, or why the last attempt failed while it waits for a retry; otherwise null.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time when the download was requested.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the first attempt started; null before.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the download ended; null while it continues for any tenant.',
    }),
  }),
});
