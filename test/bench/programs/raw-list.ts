import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';

/**
 * The minimum work of a list of models: one prepared statement on 10 connections, and JSON. It has
 * no authentication, and each connection has the same tenant and role for all statements.
 */
const [, , databaseUrl = '', tenantId = ''] = process.argv;
const pool = new Pool({
  connectionString: databaseUrl,
  max: 10,
  options: `-c mikro.tenant.id=${tenantId}`,
});
const list = {
  name: 'list',
  text: `select id, name, source, type, status, created_at from model
    where tenant_id in ($1, '*') and deleted_at is null
    order by created_at desc, id desc limit 21`,
};

interface Row {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly type: string;
  readonly status: string;
  readonly created_at: Date;
}

const server = createServer(async (request, response) => {
  for await (const _ of request);
  const { rows } = await pool.query<Row>({ ...list, values: [tenantId] });
  const edges = rows.slice(0, 20).map(({ created_at, ...node }) => ({
    cursor: btoa(node.id),
    node: { ...node, createdAt: created_at.toISOString() },
  }));
  const pageInfo = { hasNextPage: rows.length > 20, endCursor: edges.at(-1)?.cursor ?? null };
  const body = JSON.stringify({ data: { models: { edges, pageInfo } } });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  response.writeHead(200, headers).end(body);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
