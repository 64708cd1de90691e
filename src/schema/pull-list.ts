import { InvalidInputError } from '../errors.ts';
import type { PullPage } from '../services/pulls/pull-list-service.ts';
import type { PullView } from '../services/pulls/pull-view.ts';
import { builder } from './builder.ts';
import { connectionTypes, toConnection } from './connection.ts';
import { ModelObject } from './model.ts';
import { PullObject, PullStateEnum } from './pull.ts';
import { streamResult } from './stream-result.ts';

builder.objectField(PullObject, 'models', (t) =>
  t.field({
    type: [ModelObject],
    description:
      "Your tenant's own models and the built-in ones that wait for this download, or whose newest download it is; oldest first, at most 100. Requires the scope `models:read`.",
    resolve: async (pull, _args, { viewer, services }) => [
      ...(await services.pullLists.findModels(viewer, pull)),
    ],
  }),
);

const PullFilterInput = builder.inputType('PullFilter', {
  description: 'Filter for downloads. An empty list matches no download.',
  fields: (t) => ({
    states: t.field({ type: [PullStateEnum], description: 'Only downloads in these states.' }),
  }),
});

const connection = connectionTypes(PullObject, {
  item: 'A download in a list.',
  page: 'A page of downloads.',
});

builder.objectField(connection[0], 'changesCursor', (t) =>
  t.string({
    description:
      'Time at which this page was read, as a cursor. Pass it as `after` to `Subscription.pullChanges` to receive every later change.',
    resolve: (parent) => (parent as object as PullPage).changesCursor, // The resolver of `pulls` sets it.
  }),
);

builder.queryField('pulls', (t) =>
  t.connection(
    {
      type: PullObject,
      description:
        "The downloads of your tenant's own models and of the built-in ones, newest first. With the scope `platform:admin`, also those that `pullOllamaModel` requested. Requires the scope `models:read`.",
      args: {
        filter: t.arg({
          type: PullFilterInput,
          description: 'Filter for the downloads to return.',
        }),
      },
      resolve: async (_root, { filter, ...page }, { viewer, services }) => {
        const found = await services.pullLists.list(viewer, filter ?? {}, page);
        return { ...toConnection(found), changesCursor: found.changesCursor };
      },
    },
    ...connection,
  ),
);

const PullChangesStream = streamResult('pullChanges', {
  items: [PullObject],
  typeOf: (_pull: PullView) => 'Pull',
  errors: [InvalidInputError],
});

builder.subscriptionField('pullChanges', (t) =>
  t.field({
    type: PullChangesStream.type,
    description:
      'Changes to all downloads that `pulls` lists: first the current state of each download that has not ended, then each download that changes, at most a few times per second. A slow client receives only the newest state of each download. A download that your tenant no longer waits for is sent as CANCELLED. Downloads that ended before are sent only with `after`. Requires the scope `models:read`.',
    args: {
      after: t.arg.string({
        description:
          '`changesCursor` of a page of downloads, also after a lost connection: the downloads that ended after it are sent first, at most the newest 1000. Some that ended up to a minute before it are repeated. Default: only changes after the start of the subscription.',
      }),
      filter: t.arg({
        type: PullFilterInput,
        description:
          'Filter for the downloads to send, by their new state: for example SUCCEEDED and FAILED for notifications without progress.',
      }),
    },
    subscribe: (_root, { filter, after }, { viewer, services }) =>
      PullChangesStream.deliver(
        services.pullChanges.followAll(viewer, { filter: filter ?? {}, after: after ?? null }),
      ),
    resolve: (item) => item,
  }),
);
