import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { PostgresBinaries } from './postgres-binaries.ts';

const settings = {
  listen_addresses: '127.0.0.1',
  max_connections: 100,
  shared_buffers: '64MB',
  max_wal_size: '64MB',
  min_wal_size: '32MB',
  jit: 'off',
};

export interface ClusterOptions {
  /** Size of a separate file system for the data directory, which can be filled. Needs root. */
  readonly tmpfs?: string;
}

/** A PostgreSQL server for one run, in which failures can be caused. */
export class PostgresCluster implements AsyncDisposable {
  readonly #binaries: PostgresBinaries;
  readonly #directory: string;
  readonly #isMounted: boolean;
  readonly #port: number;
  #process: ChildProcess | null = null;

  private constructor(
    binaries: PostgresBinaries,
    place: { directory: string; isMounted: boolean; port: number },
  ) {
    this.#binaries = binaries;
    this.#directory = place.directory;
    this.#isMounted = place.isMounted;
    this.#port = place.port;
    process.once('exit', this.#destroy);
  }

  static async create(
    binaries: PostgresBinaries,
    { tmpfs }: ClusterOptions = {},
  ): Promise<PostgresCluster> {
    const directory = mkdtempSync(join(tmpdir(), 'modelyard-torture-pg-'));
    const { uid, gid } = binaries.user;
    const mine = (path: string) => {
      if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
    };
    mine(directory);
    mkdirSync(join(directory, 'disk'));
    if (tmpfs !== undefined) {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${tmpfs}`, 'tmpfs', `${directory}/disk`]);
    }
    mine(join(directory, 'disk'));
    const port = await freePort();
    const isMounted = tmpfs !== undefined;
    const cluster = new PostgresCluster(binaries, { directory, isMounted, port });
    const create = ['-D', cluster.#data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N'];
    execFileSync(binaries.initdb, create, {
      ...binaries.user,
      cwd: directory,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await cluster.start();
    await cluster.execute('create role modelyard login createrole');
    await cluster.execute('create database modelyard owner modelyard');
    return cluster;
  }

  /** URL of the application. Its user is not a superuser, because superusers have reserved connections. */
  get url(): string {
    return `postgres://modelyard@127.0.0.1:${this.#port}/modelyard`;
  }

  /** The parent of the data directory, on a separate file system if one was requested. */
  get disk(): string {
    return join(this.#directory, 'disk');
  }

  get #data(): string {
    return join(this.disk, 'data');
  }

  get isRunning(): boolean {
    const child = this.#process;
    return child !== null && child.exitCode === null && child.signalCode === null;
  }

  /** Returns the log of the server. */
  get log(): string {
    return readFileSync(join(this.#directory, 'log'), 'utf8');
  }

  /** Starts the server, and waits until it accepts connections. */
  async start(): Promise<void> {
    const log = openSync(join(this.#directory, 'log'), 'a');
    const options = { ...settings, port: this.#port, unix_socket_directories: this.#directory };
    const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    this.#process = spawn(this.#binaries.postgres, ['-D', this.#data, ...flags], {
      ...this.#binaries.user,
      cwd: this.#directory,
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    for (const deadline = Date.now() + 60_000; ; ) {
      try {
        await this.execute('select 1');
        return;
      } catch (error) {
        if (!this.isRunning || Date.now() > deadline) {
          throw new Error(`PostgreSQL did not start:\n${this.log.slice(-2_000)}`, { cause: error });
        }
        await delay(50);
      }
    }
  }

  /** Stops the server: `fast` ends all sessions, `immediate` is a crash. */
  async stop(mode: 'fast' | 'immediate'): Promise<void> {
    const child = this.#process;
    if (child === null || !this.isRunning) return;
    const exited = once(child, 'exit');
    child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await exited;
  }

  /** Suspends every process of the server. */
  freeze(): void {
    this.#signal('SIGSTOP');
    // Repeat it for processes that were started during the first pass.
    this.#signal('SIGSTOP');
  }

  thaw(): void {
    this.#signal('SIGCONT');
  }

  /** A connection as superuser. */
  async connect(): Promise<Client> {
    const client = new Client({
      connectionString: `postgres://postgres@127.0.0.1:${this.#port}/postgres`,
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  /** Runs a statement as superuser, on a separate connection. */
  async execute(statement: string): Promise<void> {
    const client = await this.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.isRunning) {
      this.thaw();
      await this.stop('immediate');
    }
    this.#destroy();
  }

  /** Returns the postmaster first, then its children. */
  #signal(name: NodeJS.Signals): void {
    const postmaster = this.#process?.pid;
    if (postmaster === undefined || !this.isRunning) return;
    for (const pid of [postmaster, ...childrenOf(postmaster)]) {
      try {
        process.kill(pid, name);
      } catch {
        // It has ended meanwhile.
      }
    }
  }

  readonly #destroy = () => {
    process.off('exit', this.#destroy);
    if (this.isRunning) {
      this.thaw();
      this.#process?.kill('SIGQUIT');
      // No asynchronous code runs at the exit of this process.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
    if (this.#isMounted) execFileSync('umount', ['--lazy', this.disk]);
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 3 });
  };
}

function childrenOf(parent: number): number[] {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return all.filter((pid) => {
    try {
      // "pid (name) state parent"; the name can contain any character.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
      return Number(stat.split(' ')[1]) === parent;
    } catch {
      return false; // It has ended.
    }
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return address.port;
}
