import DataLoader from 'dataloader';

export interface TenantKey {
  readonly tenantId: string;
  readonly id: string;
}

/**
 * Finds rows by ID. The IDs that one operation looks up at the same time share one query for each
 * tenant; nothing is cached.
 */
export class TenantLoader<Key extends TenantKey, Row> {
  readonly #loader: DataLoader<Key, Row>;

  /**
   * @param find returns one row for each ID, in the order of the IDs. The key is one of the group.
   * @param options.groupBy what the keys of one query have in common. Default: the tenant.
   */
  constructor(
    find: (key: Key, ids: readonly string[]) => Promise<readonly Row[]>,
    { groupBy = ({ tenantId }: Key) => tenantId }: { readonly groupBy?: (key: Key) => string } = {},
  ) {
    this.#loader = new DataLoader(
      async (keys) => {
        const rows = new Map<Key, Row>();
        for (const group of Map.groupBy(keys, groupBy).values()) {
          const ids = [...new Set(group.map(({ id }) => id))];
          const found = await find(group[0] as Key, ids); // a group has at least one key
          for (const key of group) rows.set(key, found[ids.indexOf(key.id)] as Row); // one for each ID
        }
        return keys.map((key) => rows.get(key) as Row); // set above
      },
      { cache: false },
    );
  }

  load(key: Key): Promise<Row> {
    return this.#loader.load(key);
  }
}
