import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The options of Node with which `npm start` runs the server. */
const nodeOptions = startOptions();

/** Halves the CPU time of a start. */
const compileCache = join(tmpdir(), 'modelyard-test-compile-cache');

/** The server in its own process. */
export class ServerProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  /** Resolves with the exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  #output = '';
  #waiting: (() => void)[] = [];

  constructor(script: string, environment: Record<string, string>, args: readonly string[] = []) {
    this.#child = spawn(process.execPath, [...nodeOptions, script, ...args], {
      cwd: root,
      env: {
        PATH: process.env['PATH'] ?? '',
        NODE_COMPILE_CACHE: compileCache,
        PORT: '0',
        LOG_LEVEL: 'warn',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (data) => {
        this.#output += String(data);
        for (const wake of this.#waiting.splice(0)) wake();
      });
    }
    this.exited = once(this.#child, 'close').then(([code]) => {
      for (const wake of this.#waiting.splice(0)) wake();
      return code as number | null; // as Node documents it
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The complete output so far. */
  get output(): string {
    return this.#output;
  }

  /** Waits for an output that matches; fails when the process exits without it. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#output);
      if (found !== null) return found;
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`it ended without printing ${pattern}:\n${this.#output}`);
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Waits until the server listens. */
  async origin(): Promise<string> {
    const [, origin = ''] = await this.printed(/serves (http:\S+)\/graphql/);
    return origin;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.signal('SIGKILL');
    await this.exited;
  }
}

function startOptions(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [, options] = /^exec node (.+) src\/start\.js$/.exec(scripts.start) ?? [];
  if (options === undefined) throw new Error(`unexpected command of npm start: ${scripts.start}`);
  return options.split(' ');
}
