import { randomUUID } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { ChatAdapter, ChatAdapterFactory } from '../adapters/chat-adapter.ts';
import { findProvider } from '../adapters/provider-catalogue.ts';
import { authorize } from '../auth/policy.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Database } from '../db/database.ts';
import type { Model } from '../db/model.entity.ts';
import {
  CredentialError,
  InvalidInputError,
  ModelNotReadyError,
  ShuttingDownError,
} from '../errors.ts';
import type { Log } from '../log.ts';
import type { ChatCompletionStore } from './chat-completion-store.ts';
import type { ChatCompletionView, ChatEvent } from './chat-event.ts';
import { chatInput, toChatOptions } from './chat-input.ts';
import { ChatRun } from './chat-run.ts';
import { findDefaultModel } from './default-model.ts';
import type { ModelCredential } from './model-credential.ts';
import { getModel } from './model-store.ts';
import { parseInput } from './parse-input.ts';

export interface ChatServiceOptions {
  readonly database: Database;
  readonly completions: ChatCompletionStore;
  readonly credential: ModelCredential;
  readonly createAdapter: ChatAdapterFactory;
  readonly now: () => Date;
  readonly log: Log;
}

export interface ChatCall {
  /** Ends when the client is gone, whichever way it went. */
  readonly signal: AbortSignal;
}

/** Longest silences, unless the model says otherwise. Loading a large local model takes minutes. */
const defaultTimeouts = { firstTokenMs: 300_000, idleMs: 120_000 } as const;

/** Runs chat completions and hands out their events. */
export class ChatService implements AsyncDisposable {
  readonly #options: ChatServiceOptions;
  readonly #running = new Map<string, { readonly run: ChatRun; readonly tenantId: string }>();
  #stopping = false;

  constructor(options: ChatServiceOptions) {
    this.#options = options;
  }

  /**
   * Starts a completion and reads its events. Leaving cancels it: the upstream request is closed
   * at once, whether or not a first token has come.
   *
   * @throws UnauthenticatedError | ForbiddenError | InvalidInputError | NotFoundError
   * @throws ModelNotReadyError | CredentialError | ShuttingDownError
   */
  async stream(
    viewer: Viewer | null,
    input: unknown,
    call: ChatCall,
  ): Promise<AsyncIterableIterator<ChatEvent>> {
    return (await this.#open(viewer, input, call)).events;
  }

  /** As {@link stream}, for clients that want the answer whole. */
  async complete(
    viewer: Viewer | null,
    input: unknown,
    call: ChatCall,
  ): Promise<ChatCompletionView> {
    const { run, events } = await this.#open(viewer, input, call);
    // Reading keeps the run going; what it says is folded by the run itself.
    for await (const _event of events);
    await run.ended;
    return run.view();
  }

  /** A running completion, or the numbers of an ended one; null when the viewer has no such one. */
  async find(viewer: Viewer | null, id: string): Promise<ChatCompletionView | null> {
    const { tenantId } = authorize(viewer, 'chat:read');
    const running = this.#running.get(id);
    if (running !== undefined && running.tenantId === tenantId) return running.run.view();
    return this.#options.completions.find(tenantId, id);
  }

  /** Takes no new work, ends what runs as interrupted, and waits until that is recorded. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    const runs = [...this.#running.values()].map(({ run }) => run);
    for (const run of runs) run.interrupt();
    await Promise.all(runs.map((run) => run.ended));
  }

  async #open(viewer: Viewer | null, input: unknown, { signal }: ChatCall) {
    const run = await this.#start(viewer, input);
    const events = run.read();
    const leave = () => void events.return?.();
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    void run.ended.then(() => signal.removeEventListener('abort', leave));
    return { run, events };
  }

  async #start(viewer: Viewer | null, input: unknown): Promise<ChatRun> {
    const { tenantId, subject } = authorize(viewer, 'chat:start');
    const { completions, database, log, now } = this.#options;
    const { modelId, messages, options } = parseInput(chatInput, input, ['input']);
    const model = await database.asTenant(tenantId, (em) =>
      modelId === null ? getDefaultChatModel(em) : getModel(em, modelId),
    );
    assertChattable(model);
    const adapter = this.#adapterFor(model);
    if (this.#stopping) throw new ShuttingDownError('The server is stopping; try again shortly.');
    const id = randomUUID();
    const run = new ChatRun({
      id,
      modelId: model.id,
      adapter,
      request: { messages, options: toChatOptions(model.parameters, options) },
      now,
      record: (completion) =>
        completions
          .insert({ tenantId, subject }, completion)
          .catch((error: unknown) => log.error({ err: error, id }, 'completion not recorded')),
      onUnexpected: (error) => log.error({ err: error, id }, 'completion failed unexpectedly'),
    });
    this.#running.set(id, { run, tenantId });
    void run.ended.then(() => this.#running.delete(id));
    return run;
  }

  #adapterFor(model: Model): ChatAdapter {
    const { apiKey, headers } = this.#options.credential.open(model);
    if (
      apiKey === null &&
      model.provider !== null &&
      findProvider(model.provider)?.requiresCredential
    ) {
      throw new CredentialError(
        'CREDENTIAL_MISSING',
        "The model's provider needs an API key; set one with updateModel.",
      );
    }
    const { firstTokenTimeoutMs, idleTimeoutMs } = model.parameters;
    return this.#options.createAdapter({
      source: model.source,
      name: model.name,
      providerId: model.provider,
      baseUrl: model.baseUrl,
      apiKey,
      headers,
      timeouts: {
        firstTokenMs: firstTokenTimeoutMs ?? defaultTimeouts.firstTokenMs,
        idleMs: idleTimeoutMs ?? defaultTimeouts.idleMs,
      },
    });
  }
}

async function getDefaultChatModel(em: SqlEntityManager): Promise<Model> {
  const model = await findDefaultModel(em, 'CHAT');
  if (model !== null) return model;
  const message = 'is needed, because there is no default model of type CHAT';
  throw new InvalidInputError([{ path: ['input', 'modelId'], message }]);
}

function assertChattable(model: Model): void {
  if (model.type !== 'CHAT' && model.type !== 'VISION') {
    const message = `is the id of a model of type ${model.type}; chat needs CHAT or VISION`;
    throw new InvalidInputError([{ path: ['input', 'modelId'], message }]);
  }
  if (model.status !== 'ACTIVE') {
    throw new ModelNotReadyError(
      `The model is not ready to be used: its status is ${model.status}.`,
    );
  }
}
