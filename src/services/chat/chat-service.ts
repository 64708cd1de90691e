import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { ChatCompletion } from '../../db/chat-completion.entity.ts';
import type { Database } from '../../db/database.ts';
import { NotFoundError, RequestIdReusedError, ShuttingDownError } from '../../errors.ts';
import { leavingWith } from '../../events/leaving-with.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { getUsableModel } from '../models/usable-model.ts';
import type { MissingModels } from '../pulls/missing-models.ts';
import { type ChatAdapterOfOptions, chatAdapterOf } from './chat-adapter-of.ts';
import { type ChatCall, joinElsewhere } from './chat-elsewhere.ts';
import type { ChatCompletionView, ChatEvent } from './chat-event.ts';
import { assertImages, parseChatInput, toChatRequest } from './chat-input.ts';
import { ChatLeases } from './chat-leases.ts';
import { ChatRecorder } from './chat-recorder.ts';
import { replay } from './chat-replay.ts';
import { ChatSession } from './chat-session.ts';
import { ChatStore } from './chat-store.ts';

export interface ChatServiceOptions extends ChatAdapterOfOptions {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  readonly keyring: Keyring;
  /** Looks after models that their upstream says it does not have. */
  readonly missing: MissingModels;
  readonly now: () => Date;
  readonly log: Log;
  /** How long a completion waits for a client to come back, in milliseconds. */
  readonly graceMs: number;
  /** How long what runs may go on when the server stops, in milliseconds. */
  readonly drainMs: number;
}

/** A completion that takes place here, or one that does elsewhere or has ended. */
type Begun = { readonly session: ChatSession } | { readonly id: string };

/** How long to wait for the process that runs a completion to end it, in milliseconds. */
const cancelWaitMs = 5_000;

/** Runs chat completions and hands out their events, which outlive process and connection. */
export class ChatService implements AsyncDisposable {
  readonly #options: ChatServiceOptions;
  readonly #store: ChatStore;
  readonly #recorder: ChatRecorder;
  readonly #sessions = new Map<string, ChatSession>();
  readonly #leases: ChatLeases;
  #stopping = false;

  constructor(options: ChatServiceOptions) {
    this.#options = options;
    const owner = randomUUID();
    this.#store = new ChatStore(options.database, owner);
    this.#recorder = new ChatRecorder({ ...options, store: this.#store });
    this.#leases = new ChatLeases({ ...options, owner, running: this.#sessions });
  }

  /**
   * Starts a completion and reads its events; with a request id that is known, takes part in the
   * one that it stands for, from its first event on. Unsubscribing cancels it at once; so does a
   * lost connection, unless there is a request id to come back under. Whoever subscribes has to
   * leave: nothing else ends it with its client.
   *
   * @throws UnauthenticatedError | ForbiddenError | InvalidInputError | NotFoundError
   * @throws ModelNotReadyError | CredentialError | RequestIdReusedError | ShuttingDownError
   */
  async stream(
    viewer: Viewer | null,
    input: unknown,
    call: Pick<ChatCall, 'isConnected'>,
  ): Promise<AsyncIterableIterator<ChatEvent>> {
    const { tenantId } = authorize(viewer, 'chat:start');
    return this.#join(tenantId, await this.#begin(viewer, input), call);
  }

  /** As {@link stream}, for clients that want the answer whole. */
  async complete(
    viewer: Viewer | null,
    input: unknown,
    call: ChatCall,
  ): Promise<ChatCompletionView> {
    const { tenantId } = authorize(viewer, 'chat:start');
    const begun = await this.#begin(viewer, input);
    const events = leavingWith(await this.#join(tenantId, begun, call), call.signal);
    // Reading keeps it going; what it says is folded already.
    for await (const _event of events);
    if (!('session' in begun)) return this.#get(tenantId, begun.id);
    const { run } = begun.session;
    await run.ended;
    return run.view();
  }

  /** As {@link stream}, but returns at once, and goes on whether or not anybody listens. */
  async start(viewer: Viewer | null, input: unknown): Promise<ChatCompletionView> {
    const { tenantId } = authorize(viewer, 'chat:start');
    const begun = await this.#begin(viewer, input, { detached: true });
    return 'session' in begun ? begun.session.run.view() : this.#get(tenantId, begun.id);
  }

  /**
   * The events of a completion behind a number, then what comes: while it runs, wherever it runs,
   * and after its end as long as its text is kept. Leaving has no effect on it.
   *
   * @throws NotFoundError; NotResumableError when the text is no longer kept.
   */
  async follow(
    viewer: Viewer | null,
    id: string,
    after: number,
  ): Promise<AsyncIterableIterator<ChatEvent>> {
    const { tenantId } = authorize(viewer, 'chat:read');
    const session = this.#sessionOf(tenantId, id);
    if (session !== null) return session.observe(after);
    await this.#get(tenantId, id);
    const { wakeUps } = this.#options;
    return replay({ store: this.#store, wakeUps, tenantId, id, after });
  }

  /** Ends a completion, wherever it runs. Without effect after its end. @throws NotFoundError */
  async cancel(viewer: Viewer | null, id: string): Promise<ChatCompletionView> {
    const { tenantId } = authorize(viewer, 'chat:start');
    const session = this.#sessionOf(tenantId, id);
    if (session !== null) {
      session.run.cancel();
      await session.run.ended;
      return session.run.view();
    }
    const { lastSeq, status } = await this.#get(tenantId, id);
    if (status !== 'IN_PROGRESS') return this.#get(tenantId, id);
    const signal = AbortSignal.timeout(cancelWaitMs);
    const events = leavingWith(await this.follow(viewer, id, lastSeq), signal);
    await this.#store.requestCancel(tenantId, id);
    for await (const _event of events);
    return this.#get(tenantId, id);
  }

  /** A completion, with its text as long as that is kept; null when the viewer has no such one. */
  async find(viewer: Viewer | null, id: string): Promise<ChatCompletionView | null> {
    const { tenantId } = authorize(viewer, 'chat:read');
    return this.#sessionOf(tenantId, id)?.run.view() ?? this.#store.find(tenantId, id);
  }

  /** Whether new work is still taken. */
  get isStopping(): boolean {
    return this.#stopping;
  }

  /**
   * Takes no new work, lets what runs come to its end for a while, ends the rest as interrupted,
   * and waits until that is recorded.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    const runs = [...this.#sessions.values()].map(({ run }) => run);
    const ended = Promise.all(runs.map((run) => run.ended));
    await Promise.race([ended, delay(this.#options.drainMs, undefined, { ref: false })]);
    for (const run of runs) run.interrupt();
    await ended;
    await this.#leases[Symbol.asyncDispose]();
  }

  async #begin(
    viewer: Viewer | null,
    input: unknown,
    { detached = false }: { readonly detached?: boolean } = {},
  ): Promise<Begun> {
    const { tenantId, subject } = authorize(viewer, 'chat:start');
    const { database, keyring, now, graceMs } = this.#options;
    const parsed = await parseChatInput(input);
    const { requestId, ...asked } = parsed;
    const text = JSON.stringify([tenantId, asked]);
    const request = requestId === null ? null : { id: requestId, digest: keyring.digest(text) };
    const id = randomUUID();
    await this.#leases.listen();
    // One transaction for all of it: each would keep the first token waiting.
    const begun = await database.asTenant(tenantId, async (em) => {
      const known = requestId === null ? null : await this.#store.findRequest(em, requestId);
      if (known !== null) return { known };
      const model = await getUsableModel(em, parsed.modelId, ['CHAT', 'VISION']);
      assertImages(model, parsed);
      const adapter = chatAdapterOf(model, this.#options);
      if (this.#stopping) throw new ShuttingDownError('The server is stopping; try again shortly.');
      const chatRequest = toChatRequest(model.parameters, parsed);
      const warnings = adapter.warnings(chatRequest);
      const first = { id, modelId: model.id, requestId, warnings, createdAt: now() };
      const other = await this.#store.begin(em, { tenantId, subject, request }, first);
      return other === null ? { ...first, model, adapter, request: chatRequest } : { known: other };
    });
    if ('known' in begun) return this.#same(begun.known, text);
    const { model, ...unrecorded } = begun;
    const run = this.#recorder.run(tenantId, unrecorded);
    const session = new ChatSession({
      run,
      tenantId,
      resumable: requestId !== null,
      detached,
      graceMs,
      isAttachedElsewhere: () => this.#store.isAttached(tenantId, id),
    });
    this.#sessions.set(id, session);
    void run.ended.then(() => {
      this.#sessions.delete(id);
      if (run.view().error?.reason === 'MODEL_MISSING') void this.#options.missing.suspect(model);
    });
    return { session };
  }

  /** What a request id stands for already. @throws RequestIdReusedError for another input. */
  #same({ id, tenantId, digest }: ChatCompletion, text: string): Begun {
    if (!this.#options.keyring.matches(digest ?? '', text)) {
      throw new RequestIdReusedError(
        'This request id stands for another input; choose a new one for a new request.',
      );
    }
    const session = this.#sessionOf(tenantId, id);
    return session === null ? { id } : { session };
  }

  /** Takes part in a completion, wherever it runs. */
  async #join(
    tenantId: string,
    begun: Begun,
    { isConnected }: Pick<ChatCall, 'isConnected'>,
  ): Promise<AsyncIterableIterator<ChatEvent>> {
    if ('session' in begun) return begun.session.join(isConnected);
    const { wakeUps, log } = this.#options;
    return joinElsewhere({ store: this.#store, wakeUps, log, tenantId, id: begun.id }, isConnected);
  }

  #sessionOf(tenantId: string, id: string): ChatSession | null {
    const session = this.#sessions.get(id);
    return session !== undefined && session.tenantId === tenantId ? session : null;
  }

  async #get(tenantId: string, id: string): Promise<ChatCompletionView> {
    const view =
      this.#sessionOf(tenantId, id)?.run.view() ?? (await this.#store.find(tenantId, id));
    if (view === null) throw new NotFoundError('There is no completion with this id.');
    return view;
  }
}
