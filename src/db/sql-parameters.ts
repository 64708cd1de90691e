/** JSON is passed as text. An array becomes a PostgreSQL array: `unnest(?::text[])`. */
export type SqlParameter =
  | string
  | number
  | boolean
  | null
  | Date
  | Uint8Array
  | readonly (string | number | boolean | null)[];

/**
 * Replaces each `?` outside quotes with `$1`, `$2` and so on, as PostgreSQL's protocol requires.
 */
export function numberPlaceholders(sql: string): string {
  let count = 0;
  return sql.replace(/'[^']*'|"[^"]*"|\?/g, (part) => {
    if (part !== '?') return part;
    count += 1;
    return `$${count}`;
  });
}
