import { Client } from 'pg';

/** Runs statements outside the test's database, such as creating one. */
export async function onServer(serverUrl: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The URL of another database on the same server, with an optional user. */
export function onDatabase(serverUrl: string, database: string, user?: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  if (user !== undefined) {
    url.username = user;
    url.password = user;
  }
  return url.href;
}

/** The URL of the same database through a proxy. */
export function throughProxy(url: string, proxyOrigin: string): string {
  const proxied = new URL(url);
  proxied.host = new URL(proxyOrigin).host;
  return proxied.href;
}
