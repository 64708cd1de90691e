import { randomUUID } from 'node:crypto';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { ChatCompletion } from '../../db/chat-completion.entity.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import type { CompletionKind } from '../../domain.ts';
import {
  NotFoundError,
  OverloadedError,
  RequestIdReusedError,
  ShuttingDownError,
} from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import type { MissingModels } from '../models/missing-models.ts';
import { getUsableModel } from '../models/usable-model.ts';
import type { Chat } from './chat.ts';
import { type ChatAdapterOfOptions, chatAdapterOf } from './chat-adapter-of.ts';
import { ChatChannel } from './chat-channel.ts';
import { digestOf } from './chat-digest.ts';
import type { ChatDirectory } from './chat-directory.ts';
import type { ChatCompletionView } from './chat-event.ts';
import type { ChatLease } from './chat-lease.ts';
import { ChatRecording } from './chat-recording.ts';
import { ChatRun, type ChatRunOptions } from './chat-run.ts';
import type { ChatStore } from './chat-store.ts';
import type { ChatWriter } from './chat-writer.ts';
import { parseCompletionInput } from './completion-input.ts';
import { LiveChat } from './live-chat.ts';
import { measureCompletion } from './measure-completion.ts';
import { loadEntries } from './stored-chat.ts';
import { untilAnswered } from './until-answered.ts';

export interface ChatStarterOptions extends ChatAdapterOfOptions {
  readonly database: Database;
  readonly store: ChatStore;
  readonly directory: ChatDirectory;
  readonly lease: ChatLease;
  readonly writer: ChatWriter;
  readonly keyring: Keyring;
  /** Looks after models that their upstream says it does not have. */
  readonly missing: MissingModels;
  readonly metrics: Metrics;
  readonly now: () => Date;
  readonly log: Log;
  /** How long a completion waits for a client to come back, in milliseconds. */
  readonly graceMs: number;
  readonly isStopping: () => boolean;
}

/** A completion that was recorded, and can run. */
interface Recorded extends Pick<ChatRunOptions, 'adapter' | 'request'> {
  readonly tenantId: string;
  readonly owner: string;
  readonly model: Model;
  readonly started: ChatCompletionView;
  /** When the request arrived, on the clock of `performance`. */
  readonly arrivedAt: number;
  readonly detached: boolean;
}

/** Starts completions, at most one for a request id. */
export class ChatStarter {
  readonly #options: ChatStarterOptions;
  /** Ids whose start may be recorded, but that do not run yet. */
  readonly #starting = new Set<string>();

  constructor(options: ChatStarterOptions) {
    this.#options = options;
  }

  isStarting(id: string): boolean {
    return this.#starting.has(id);
  }

  /** @returns a completion that was started, or the one that has the same request id. */
  async start(
    viewer: Viewer | null,
    input: unknown,
    { kind, detached }: { readonly kind: CompletionKind; readonly detached: boolean },
  ): Promise<{ readonly chat: Chat }> {
    const arrivedAt = performance.now();
    const { tenantId, subject } = authorize(viewer, 'chat:start');
    const { database, store, lease, keyring, now } = this.#options;
    const parsed = parseCompletionInput(kind, input);
    const { requestId, asked } = parsed;
    const text = requestId === null ? '' : digestOf([tenantId, asked]);
    const request = requestId === null ? null : { id: requestId, digest: keyring.digest(text) };
    if (!lease.isValid) await lease.tend();
    if (!lease.isValid)
      throw new OverloadedError('The database does not respond; try again shortly.');
    const { owner } = lease;
    const id = randomUUID();
    this.#starting.add(id);
    try {
      // One transaction for all of it: each would make the first token wait.
      const begun = await database.asTenant(tenantId, async (em) => {
        const known = requestId === null ? null : await store.findRequest(em, subject, requestId);
        if (known !== null && !this.#isLeftBehind(known)) return { known };
        if (known !== null) await store.discard(em, known.id);
        const model = await getUsableModel(em, parsed.modelId, parsed.types);
        const completionRequest = parsed.toRequest(model);
        const adapter = chatAdapterOf(model, this.#options);
        if (this.#options.isStopping()) {
          throw new ShuttingDownError('The server is stopping; try again shortly.');
        }
        const warnings = adapter.warnings(completionRequest);
        const first = {
          id,
          owner,
          kind,
          modelId: model.id,
          subject,
          requestId,
          warnings,
          createdAt: now(),
        };
        const other = await store.begin(em, { tenantId, subject, request }, first);
        const started = startedView(first);
        if (other !== null) return { known: other };
        return { model, adapter, request: completionRequest, started };
      });
      if ('known' in begun) return { chat: await this.#same(begun.known, text) };
      if (this.#options.isStopping()) {
        await database.asTenant(tenantId, (em) => store.discard(em, id)).catch(() => {});
        throw new ShuttingDownError('The server is stopping; try again shortly.');
      }
      return { chat: this.#run({ ...begun, tenantId, owner, arrivedAt, detached }) };
    } finally {
      this.#starting.delete(id);
    }
  }

  /** Recorded by this process in a transaction whose outcome it did not learn: it never ran. */
  #isLeftBehind({ id, owner, status }: ChatCompletion): boolean {
    const { lease, directory } = this.#options;
    if (status !== 'IN_PROGRESS' || owner !== lease.owner) return false;
    return directory.findLive(id) === null && !this.#starting.has(id);
  }

  /** @throws RequestIdReusedError when the request id stands for another input. */
  async #same({ id, tenantId, digest }: ChatCompletion, text: string): Promise<Chat> {
    const { keyring, directory } = this.#options;
    const chat = keyring.matches(digest ?? '', text) ? await directory.find(tenantId, id) : null;
    if (chat !== null) return chat;
    throw new RequestIdReusedError(
      'This requestId was used with a different input; use a new requestId for a new request.',
    );
  }

  #run({ tenantId, owner, model, started, arrivedAt, detached, ...call }: Recorded): LiveChat {
    const { store, writer, lease, directory, metrics, now, log, graceMs } = this.#options;
    const { id } = started;
    const onChange = (changed: ChatRecording) => writer.note(changed);
    const recording = new ChatRecording({ id, tenantId, owner, now, onChange });
    const channel = new ChatChannel({
      id,
      log: recording.log,
      started,
      load: (after) => loadEntries(store, { tenantId, id, after }),
      canShow: () => recording.outcome === 'stored' || (lease.isValid && lease.owner === owner),
    });
    metrics.observe('startOverhead', {}, (performance.now() - arrivedAt) / 1_000);
    const run = new ChatRun({
      ...call,
      started,
      recording,
      isFull: () => writer.isFull,
      onEvent: () => channel.wake(),
      onEnd: (ended) => measureCompletion(metrics, model, ended),
      onUnexpected: (error) => log.error({ err: error, id }, 'a completion failed unexpectedly'),
    });
    const chat = new LiveChat({
      run,
      recording,
      channel,
      resumable: started.requestId !== null,
      detached,
      graceMs,
      isAttachedElsewhere: () => store.isAttached(tenantId, id),
    });
    directory.add(chat);
    void this.#conclude(chat, run, model);
    // The lease was lost during the start: those that were running then have been ended.
    if (lease.owner !== owner) recording.settle('lost');
    return chat;
  }

  /** Shows the end once it is stored, or hands the readers over to what another process stored. */
  async #conclude(chat: LiveChat, run: ChatRun, model: Model): Promise<void> {
    const { directory, missing } = this.#options;
    const { recording, channel } = chat;
    const outcome = await recording.settled;
    // What runs on after its lease was lost is stopped, and nothing more of it is shown.
    run.stop('INTERRUPTED');
    directory.remove(chat);
    if (outcome === 'stored') {
      const end = run.view();
      channel.close(end);
      if (end.error?.reason === 'MODEL_MISSING') void missing.suspect(model);
    } else if (outcome === 'lost') await this.#handOver(chat);
    else {
      channel.fail(
        new ShuttingDownError(
          'The server stopped before it had stored the end of the completion; subscribe to chatEvents.',
        ),
      );
    }
  }

  async #handOver({ tenantId, recording, channel }: LiveChat): Promise<void> {
    const { directory } = this.#options;
    const { signal } = new AbortController();
    const open = () => directory.openStored(tenantId, recording.id);
    try {
      const stored = await untilAnswered(open, signal);
      if (stored === null) channel.fail(new NotFoundError('The completion was not stored.'));
      else channel.continueWith(stored.channel);
    } catch (error) {
      channel.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

function startedView(
  first: Pick<
    ChatCompletionView,
    'id' | 'kind' | 'modelId' | 'subject' | 'requestId' | 'warnings' | 'createdAt'
  >,
): ChatCompletionView {
  const { id, kind, modelId, subject, requestId, warnings, createdAt } = first;
  return {
    id,
    kind,
    modelId,
    subject,
    requestId,
    warnings,
    createdAt,
    status: 'IN_PROGRESS',
    finishReason: null,
    rawFinishReason: null,
    usage: null,
    error: null,
    lastSeq: 1,
    firstTokenMs: null,
    durationMs: null,
  };
}
