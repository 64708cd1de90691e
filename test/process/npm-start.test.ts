import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { createLastingDatabase } from '../support/test-database.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('SIGTERM to npm stops the server, and frees its port and its data directory', async () => {
  await using place = await createLastingDatabase();
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      LOG_LEVEL: 'warn',
      SHUTDOWN_GRACE_SECONDS: '0',
      ...place.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors = text(npm.stderr);
  const port = await new Promise<number>((resolve, reject) => {
    let output = '';
    npm.stdout.on('data', (data) => {
      output += String(data);
      const [, found] = /serves http:\S+:(\d+)\/graphql/.exec(output) ?? [];
      if (found !== undefined) resolve(Number(found));
    });
    npm.once('exit', async () => reject(new Error(await errors)));
  });
  const ended = once(npm, 'exit');
  npm.kill('SIGTERM');
  await ended;
  const socket = connect(port, '127.0.0.1');
  const [error] = await once(socket, 'error');
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  await using database = await Database.open(place.location);
  await database.ping();
});
