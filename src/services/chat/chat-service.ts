import { type Action, authorize, mayAccessSubject } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { CompletionKind } from '../../domain.ts';
import { NotFoundError } from '../../errors.ts';
import { leavingWith } from '../../events/leaving-with.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import { resultWithin } from '../../result-within.ts';
import type { Chat, ChatCall } from './chat.ts';
import { ChatDirectory } from './chat-directory.ts';
import type { ChatCompletionView, ChatEvent, GeneratedMessage } from './chat-event.ts';
import { ChatLease } from './chat-lease.ts';
import { ChatModels } from './chat-models.ts';
import { ChatStarter, type ChatStarterOptions } from './chat-starter.ts';
import { ChatStore } from './chat-store.ts';
import { ChatWriter } from './chat-writer.ts';
import { FailedCompletionError } from './failed-completion-error.ts';
import { StartWriter } from './start-writer.ts';
import { storeStarts } from './store-starts.ts';
import { writeBatches } from './write-batches.ts';

export type ChatServiceOptions = Omit<
  ChatStarterOptions,
  'store' | 'directory' | 'lease' | 'writer' | 'models' | 'starts' | 'isStopping'
> & {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  readonly log: Log;
  /** Time that running completions have to end when the server stops, in milliseconds. */
  readonly drainMs: number;
};

/** Time to store the ends of completions when the server stops, in milliseconds. */
const settleMs = 1_200;

/** Runs completions and delivers their events, which remain after the end of process or connection. */
export class ChatService implements AsyncDisposable {
  readonly #drainMs: number;
  readonly #log: Log;
  readonly #store: ChatStore;
  readonly #directory: ChatDirectory;
  readonly #connections: readonly AsyncDisposable[];
  readonly #writer: ChatWriter;
  readonly #lease: ChatLease;
  readonly #starts: StartWriter;
  readonly #starter: ChatStarter;
  #stopping = false;

  constructor(options: ChatServiceOptions) {
    const { database, wakeUps, metrics, log, drainMs } = options;
    this.#drainMs = drainMs;
    this.#log = log;
    const store = new ChatStore(database);
    const directory = new ChatDirectory({ store, wakeUps, log });
    const connection = database.reserve('writer', { timeoutMs: 5_000, lockTimeoutMs: 500 });
    const writer = new ChatWriter({
      write: (owner, batches) => writeBatches(connection, owner, batches),
      log,
      onLost: (owner) => {
        settleLost(owner);
        lease.lose(owner);
      },
    });
    const startConnection = database.reserve('starts', { timeoutMs: 5_000, lockTimeoutMs: 500 });
    const starts = new StartWriter({
      write: (owner, batch) => storeStarts(startConnection, owner, batch, options.quotas.limits),
    });
    const settleLost = (owner: string) => {
      for (const { recording } of directory.live) {
        if (recording.owner === owner) recording.settle('lost');
      }
    };
    const lease: ChatLease = new ChatLease({
      database,
      wakeUps,
      log,
      isRunning: (id) => directory.findLive(id) !== null || starter.isStarting(id),
      onCancel: (id) => directory.findLive(id)?.stop('CANCELLED'),
      onLeft: (id) => directory.findLive(id)?.leftElsewhere(),
      onLost: settleLost,
      onRegained: () => {
        for (const { channel } of directory.live) channel.wake();
      },
    });
    const starter: ChatStarter = new ChatStarter({
      ...options,
      store,
      directory,
      lease,
      writer,
      models: new ChatModels({ database, wakeUps }),
      starts,
      isStopping: () => this.#stopping,
    });
    metrics.read('running', () => directory.live.length);
    metrics.read('journalLag', () => writer.lagSeconds(options.now()));
    this.#store = store;
    this.#directory = directory;
    this.#connections = [connection, startConnection];
    this.#starts = starts;
    this.#writer = writer;
    this.#lease = lease;
    this.#starter = starter;
  }

  /** Takes the lease of this process. Completions can be started after that. */
  async start(): Promise<void> {
    await this.#lease.start();
  }

  /**
   * Starts a completion and reads its events, or joins the completion that has the request ID, from
   * its first event on. When the last client unsubscribes, the completion is cancelled immediately.
   * When the connection of the last client is lost, it is cancelled too, but a completion with a
   * request ID first waits for a client to reconnect. The caller must call `return()` of the
   * iterator when its client disconnects.
   *
   * @throws UnauthenticatedError | ForbiddenError | InvalidInputError | NotFoundError
   * @throws ModelNotReadyError | CredentialError | RequestIdReusedError | ShuttingDownError
   * @throws OverloadedError
   */
  async stream(
    viewer: Viewer | null,
    kind: CompletionKind,
    input: unknown,
    { isConnected }: Pick<ChatCall, 'isConnected'>,
  ): Promise<AsyncIterableIterator<ChatEvent>> {
    const { chat } = await this.#starter.start(viewer, input, {
      kind,
      detached: false,
      readsEndOnly: false,
    });
    return chat.join(isConnected);
  }

  /**
   * As {@link stream}, but waits until the completion has ended.
   *
   * @throws FailedCompletionError when the completion failed.
   */
  async complete(
    viewer: Viewer | null,
    kind: CompletionKind,
    input: unknown,
    { signal, isConnected }: ChatCall,
  ): Promise<ChatCompletionView> {
    const { chat } = await this.#starter.start(viewer, input, {
      kind,
      detached: false,
      readsEndOnly: true,
    });
    let last: ChatEvent | null = null;
    for await (const event of leavingWith(await chat.join(isConnected), signal)) last = event;
    // Without the last event, the client has disconnected, and the result is not used.
    const ended =
      last !== null && 'completion' in last ? last.completion : await this.#viewOf(chat);
    if (ended.error !== null) throw new FailedCompletionError(ended, ended.error);
    return ended;
  }

  /** As {@link stream}, but returns immediately, and the completion continues without clients. */
  async startDetached(
    viewer: Viewer | null,
    kind: CompletionKind,
    input: unknown,
  ): Promise<ChatCompletionView> {
    const { chat } = await this.#starter.start(viewer, input, {
      kind,
      detached: true,
      readsEndOnly: false,
    });
    return this.#viewOf(chat);
  }

  /**
   * Reads the stored and the new events of a completion after a number, also when another process
   * runs it. The last event is delivered for every number. Unsubscribing has no effect on the
   * completion.
   *
   * @throws NotFoundError; NotResumableError when the text has been deleted.
   */
  async follow(
    viewer: Viewer | null,
    id: string,
    after: number,
  ): Promise<AsyncIterableIterator<ChatEvent>> {
    return (await this.#get(viewer, 'chat:read', id)).observe(after);
  }

  /** Cancels a completion of any process. Has no effect after its end. @throws NotFoundError */
  async cancel(viewer: Viewer | null, id: string): Promise<ChatCompletionView> {
    const chat = await this.#get(viewer, 'chat:start', id);
    await chat.cancel();
    return this.#viewOf(chat);
  }

  /** Returns a completion; null when it does not exist or the viewer may not read it. */
  async find(viewer: Viewer | null, id: string): Promise<ChatCompletionView | null> {
    const known = authorize(viewer, 'chat:read');
    const { tenantId } = known;
    const live = this.#directory.findLive(id);
    const view =
      live?.tenantId === tenantId ? await live.view() : await this.#store.find(tenantId, id);
    return view !== null && mayAccessSubject(known, view.subject) ? view : null;
  }

  /** Returns the generated message; null while in progress and when the text has been deleted. */
  async findMessage(
    viewer: Viewer | null,
    { id, subject }: ChatCompletionView,
  ): Promise<GeneratedMessage | null> {
    const known = authorize(viewer, 'chat:read');
    return mayAccessSubject(known, subject) ? this.#store.findMessage(known.tenantId, id) : null;
  }

  /**
   * Starts no new completions, waits for running ones to end, ends the others as interrupted, and
   * waits until that is stored. Both times are limited. Another process, or the next start, ends
   * the completions whose end could not be stored.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    const { live } = this.#directory;
    const settled = Promise.all(live.map(({ recording }) => recording.settled));
    await resultWithin(this.#drainMs, settled, undefined);
    for (const chat of live) chat.stop('INTERRUPTED');
    await resultWithin(settleMs, settled, undefined);
    const unsettled = this.#directory.live;
    if (unsettled.length > 0) {
      this.#log.warn({ completions: unsettled.length }, 'completions ended without being stored');
    }
    for (const { recording } of unsettled) recording.settle('abandoned');
    this.#writer.stop();
    this.#starts.stop();
    await this.#lease.stop();
    for (const connection of this.#connections) await connection[Symbol.asyncDispose]();
  }

  async #get(viewer: Viewer | null, action: Action, id: string): Promise<Chat> {
    const known = authorize(viewer, action);
    const chat = await this.#directory.find(known.tenantId, id);
    if (chat === null || !mayAccessSubject(known, chat.subject)) throw noCompletion();
    return chat;
  }

  async #viewOf(chat: Chat): Promise<ChatCompletionView> {
    const view = await chat.view();
    if (view === null) throw noCompletion();
    return view;
  }
}

function noCompletion(): NotFoundError {
  return new NotFoundError('There is no completion with this ID.');
}
