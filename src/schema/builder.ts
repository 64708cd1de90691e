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
      description: 'The payload on success, otherwise an error. Every error implements `Error`.',
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
    nodeFieldOptions: { nullable: false, description: 'The item of this edge.' },
    cursorFieldOptions: {
      description:
        'Cursor of the item; pass it as `after` or `before` to read the next or the previous page.',
    },
    pageInfoFieldOptions: {
      description: 'Cursors of this page, and whether more items precede or follow it.',
    },
    pageInfoTypeOptions: { description: 'Position of a page in a list.' },
    hasNextPageFieldOptions: { description: 'Whether more items follow this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether items precede this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first item; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last item; null on an empty page.' },
    firstArgOptions: {
      description: 'Number of items to return from the start, 1 to 100. Default 20.',
    },
    afterArgOptions: { description: 'Cursor: only items after it are returned.' },
    lastArgOptions: {
      description:
        'Number of items to return from the end, 1 to 100. Cannot be combined with `first`.',
    },
    beforeArgOptions: { description: 'Cursor: only items before it are returned.' },
    idFieldOptions: {
      description: 'Globally unique ID; pass it to `node` to fetch the object again.',
    },
    nodeTypeOptions: {
      description: 'An object with a globally unique ID.',
    },
    nodeQueryOptions: {
      description:
        'Fetches an object by its ID. Null when it does not exist or is not visible to you.',
      args: { id: { description: 'ID of the object.' } },
    },
    nodesQueryOptions: {
      description:
        'Fetches up to 100 objects by their IDs, in the order of `ids`. An entry is null when its object does not exist or is not visible to you.',
      args: {
        ids: { description: 'IDs of the objects, which can have different types; at most 100.' },
      },
      resolve: (_root, { ids }, _context, _info, resolveNodes) => {
        assertPageSize(ids.length, 'ids');
        return resolveNodes(ids);
      },
    },
  },
});

/** Builds the fields of an input. */
export type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
