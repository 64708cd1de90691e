import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import { assertPageSize } from '../services/paging/page.ts';
import type { Context } from './context.ts';
import { decodeNodeId, encodeGlobalId } from './global-id.ts';

export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Scalars: {
    BigInt: { Input: bigint; Output: number | bigint };
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    ID: { Input: string; Output: string };
  };
}>({
  plugins: [ErrorsPlugin, RelayPlugin],
  defaultFieldNullability: false,
  errors: {
    directResult: true,
    defaultUnionOptions: {
      name: ({ fieldName }) => `${capitalize(fieldName)}Result`,
      description: 'The payload, or an error that says why there is none.',
    },
  },
  relay: {
    encodeGlobalID: (typeName, id) => encodeGlobalId(typeName, String(id)),
    decodeGlobalID: decodeNodeId,
    cursorType: 'String',
    nodesOnConnection: { description: 'The items of this page.' },
    edgesFieldOptions: {
      nullable: false,
      description: 'The items of this page, each with its cursor.',
    },
    nodeFieldOptions: { nullable: false, description: 'The item.' },
    cursorFieldOptions: {
      description: 'Where the item stands: to be given as `after` or `before`.',
    },
    pageInfoFieldOptions: { description: 'How to go on from this page.' },
    pageInfoTypeOptions: { description: 'How to go on from a page of a list.' },
    hasNextPageFieldOptions: { description: 'Whether more items follow this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether items precede this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first item; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last item; null on an empty page.' },
    firstArgOptions: { description: 'How many items from the start, 1 to 100. Default 20.' },
    afterArgOptions: { description: 'Only items behind this cursor.' },
    lastArgOptions: { description: 'How many items from the end, 1 to 100. Not with `first`.' },
    beforeArgOptions: { description: 'Only items before this cursor.' },
    idFieldOptions: { description: 'Identifies the object everywhere in this API.' },
    nodeTypeOptions: {
      description: 'An object that can be fetched again by its id.',
    },
    nodeQueryOptions: {
      description:
        'Fetches an object by its id. Null when there is none, or none that you may see.',
      args: { id: { description: 'The `id` of the object.' } },
    },
    nodesQueryOptions: {
      description:
        'Fetches up to 100 objects by their ids, in that order; null for what is not there.',
      args: { ids: { description: 'The `id`s of the objects, of any types.' } },
      resolve: (_root, { ids }, _context, _info, resolveNodes) => {
        assertPageSize(ids.length, 'ids');
        return resolveNodes(ids);
      },
    },
  },
});

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
