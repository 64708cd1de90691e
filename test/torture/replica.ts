import { issueToken } from '../../src/auth/issue-token.ts';
import { scopes } from '../../src/auth/viewer.ts';
import { noQuotas } from '../support/no-quotas.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testConfig, testKey, testSecret } from '../support/test-config.ts';
import type { Link } from './link.ts';
import type { Target } from './post.ts';
import { SseLink } from './sse-link.ts';
import { WebSocketLink } from './websocket-link.ts';

/** Number of subscriptions that share one socket. */
const perSocket = 25;

const { id: keyId, key } = testKey('test');
const environment = {
  JWT_SECRET: new TextDecoder().decode(testSecret),
  ENCRYPTION_KEYS: `${keyId}:${Buffer.from(key).toString('base64')}`,
  EGRESS_ALLOW: '127.0.0.1',
  OLLAMA_BASE_URL: 'http://127.0.0.1:9',
  LOG_LEVEL: 'error',
  // All clients belong to one subject.
  ...noQuotas,
};

/** One server process, which can be killed, suspended and started again. */
export class Replica implements AsyncDisposable {
  readonly name: string;
  readonly #environment: Record<string, string>;
  readonly #sockets: WebSocketLink[] = [];
  #server: ServerProcess;
  #origin = '';
  #logs = '';

  private constructor(name: string, extra: Record<string, string>) {
    this.name = name;
    this.#environment = { ...environment, ...extra };
    this.#server = this.#spawn();
    process.once('exit', this.#kill);
  }

  static async start(name: string, extra: Record<string, string>): Promise<Replica> {
    const replica = new Replica(name, extra);
    replica.#origin = await replica.#server.origin();
    return replica;
  }

  get pid(): number {
    return this.#server.pid;
  }

  /** The output of this and of earlier processes. */
  get logs(): string {
    return this.#logs + this.#server.output;
  }

  get exited(): Promise<number | null> {
    return this.#server.exited;
  }

  signal(name: NodeJS.Signals): void {
    this.#server.signal(name);
  }

  /** Starts the program again, after it has ended. */
  async restart(): Promise<void> {
    await this.#server.exited;
    this.#logs += this.#server.output;
    this.#server = this.#spawn();
    this.#origin = await this.#server.origin();
  }

  /** Requests of a user of a tenant. */
  async as(tenantId: string, subject = 'user'): Promise<Target> {
    const issuer = { ...testConfig().jwt, secret: testSecret };
    const token = await issueToken(issuer, { tenantId, subject, scopes, ttlSeconds: 3_600 });
    return { origin: this.#origin, token };
  }

  /** Opens a link for subscriptions of the tenant whose chats are observed. */
  async link(transport: 'websocket' | 'sse'): Promise<Link> {
    const { origin, token } = await this.as(observedTenant);
    if (transport === 'sse') return new SseLink(origin, token);
    const free = this.#sockets.find((socket) => socket.isOpen && socket.size < perSocket);
    if (free !== undefined) return free;
    const socket = await WebSocketLink.open(origin, token);
    this.#sockets.push(socket);
    return socket;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.close();
    await this.#server[Symbol.asyncDispose]();
    process.off('exit', this.#kill);
  }

  readonly #kill = () => this.#server.signal('SIGKILL');

  #spawn(): ServerProcess {
    return new ServerProcess('src/main.ts', this.#environment);
  }
}

/** The tenant whose chats are observed. Probes belong to another tenant. */
export const observedTenant = 'acme';
