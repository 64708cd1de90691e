import { randomUUID } from 'node:crypto';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { OllamaBounds } from '../../config.ts';
import type { ChatCompletion } from '../../db/chat-completion.entity.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import type { CompletionKind } from '../../domain.ts';
import type { AllowEntry } from '../../egress/allow-list.ts';
import {
  OverloadedError,
  type QuotaExceededError,
  RequestIdReusedError,
  ShuttingDownError,
} from '../../errors.ts';
import type { Quotas } from '../../quotas/quotas.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { keysVersionOf } from '../models/model-keys.ts';
import { boundOptions } from '../models/ollama-bounds.ts';
import type { Chat } from './chat.ts';
import { digestOf } from './chat-digest.ts';
import { ChatLauncher, type ChatLauncherOptions, type PreparedChat } from './chat-launcher.ts';
import type { ChatModels } from './chat-models.ts';
import { justStarted } from './chat-view.ts';
import { type CompletionInput, parseCompletionInput } from './completion-input.ts';
import { type PrepareCallOptions, prepareCall } from './prepare-call.ts';
import type { StartWriter } from './start-writer.ts';
import type { ChatStart } from './store-starts.ts';
import { suitableCandidates } from './suitable-candidates.ts';

export interface ChatStarterOptions extends PrepareCallOptions, ChatLauncherOptions {
  readonly database: Database;
  readonly models: ChatModels;
  readonly starts: StartWriter;
  readonly keyring: Keyring;
  readonly quotas: Quotas;
  readonly bounds: OllamaBounds;
  /** Private destinations that the operator permits. */
  readonly egressAllow: readonly AllowEntry[];
  readonly isStopping: () => boolean;
}

/** How a client starts a completion. */
export interface StartMode {
  readonly kind: CompletionKind;
  /** Whether it continues without clients. */
  readonly detached: boolean;
  /** Whether the client that starts it reads nothing before its end. */
  readonly readsEndOnly: boolean;
}

/** The parsed request of a client. */
interface StartRequest {
  readonly tenantId: string;
  readonly subject: string;
  readonly kind: CompletionKind;
  /** When the request arrived, on the clock of `performance`. */
  readonly arrivedAt: number;
  readonly detached: boolean;
  /** Whether its readers discard what they have received when another attempt begins. */
  readonly acceptsRestart: boolean;
  readonly input: CompletionInput;
  /** The text from which the digest of the request is computed; empty without a request ID. */
  readonly text: string;
  readonly request: ChatStart['request'];
}

/** A start that is prepared, but not stored. */
interface Prepared extends PreparedChat {
  readonly asked: StartRequest;
  readonly route: ChatStart['route'];
}

/** Maximum number of attempts, because the model or the lease can change before the start is stored. */
const maxAttempts = 5;

/** Maximum number of tenants that are noted as full. */
const maxFullTenants = 10_000;

/**
 * Starts completions, at most one for each request ID. The provider is called while the start is
 * being stored, and no event is sent before the start is stored. With a request ID, and while the
 * database fails or responds slowly, the provider is called only after the start was stored.
 */
export class ChatStarter {
  readonly #options: ChatStarterOptions;
  readonly #launcher: ChatLauncher;
  /** IDs of completions that can be stored already, but are not in the directory yet. */
  readonly #starting = new Set<string>();
  /**
   * Tenants whose last start the database refused, because their completions of all processes
   * exceed a quota. Until a start succeeds, the provider is called only after the start was stored.
   */
  readonly #full = new Set<string>();

  constructor(options: ChatStarterOptions) {
    this.#options = options;
    this.#launcher = new ChatLauncher(options);
  }

  isStarting(id: string): boolean {
    return this.#starting.has(id);
  }

  /** @returns the new completion, or the existing one with the same request ID. */
  async start(
    viewer: Viewer | null,
    input: unknown,
    { kind, detached, readsEndOnly }: StartMode,
  ): Promise<{ readonly chat: Chat }> {
    const arrivedAt = performance.now();
    const { tenantId, subject } = authorize(viewer, 'chat:start');
    const { lease, keyring, egressAllow } = this.#options;
    const parsed = parseCompletionInput(kind, input, egressAllow);
    const { requestId } = parsed;
    const text = requestId === null ? '' : digestOf([tenantId, parsed.content]);
    const request = requestId === null ? null : { id: requestId, digest: keyring.digest(text) };
    const asked: StartRequest = {
      tenantId,
      subject,
      kind,
      arrivedAt,
      detached,
      acceptsRestart: readsEndOnly || parsed.acceptsRestart,
      input: parsed,
      text,
      request,
    };
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      if (!lease.isValid) await lease.tend();
      if (!lease.isValid) {
        throw new OverloadedError('The database does not respond; try again shortly.');
      }
      const chat = await this.#attempt(asked);
      if (chat !== null) return { chat };
    }
    throw new OverloadedError('The model is being changed; try again shortly.');
  }

  /** @returns null when the start must be prepared again. */
  async #attempt(asked: StartRequest): Promise<Chat | null> {
    let prepared: Prepared;
    try {
      prepared = await this.#prepare(asked);
    } catch (error) {
      // A repeated request returns its completion also when the model has been deleted since.
      const known = error instanceof OverloadedError ? null : await this.#findKnown(asked);
      if (known === null) throw error;
      return known;
    }
    const { started, held } = prepared;
    this.#starting.add(started.id);
    try {
      return await this.#store(prepared);
    } finally {
      this.#starting.delete(started.id);
      // Otherwise the end of the completion does that.
      if (this.#options.directory.findLive(started.id) === null) held[Symbol.dispose]();
    }
  }

  async #prepare(asked: StartRequest): Promise<Prepared> {
    const { models, lease, quotas, bounds, isStopping, now } = this.#options;
    const { tenantId, subject, kind, input } = asked;
    const load = () => models.get(tenantId, input);
    const candidates = suitableCandidates(await load(), input);
    const { route } = candidates;
    const toRequest = (candidate: Readonly<Model>) => {
      const request = input.toRequest(candidate);
      const { options, warnings } = boundOptions(candidate, request.options, bounds);
      return { request: { ...request, options }, warnings };
    };
    const { acceptsRestart } = asked;
    const completion = { ...candidates, tenantId, acceptsRestart, toRequest, reload: load };
    const { model, call } = await prepareCall(completion, this.#options);
    if (isStopping()) throw stopping();
    const { owner } = lease;
    const { requestId } = input;
    const { warnings } = call;
    const used = { modelId: model.id, routeId: route?.id ?? null };
    const first = { id: randomUUID(), kind, ...used, subject, requestId, warnings };
    const started = { ...first, ...justStarted, createdAt: now() };
    return { asked, model, route, call, owner, started, held: quotas.hold('COMPLETIONS', asked) };
  }

  async #store(prepared: Prepared): Promise<Chat | null> {
    const { asked, model, route, owner, started } = prepared;
    const { tenantId, input, request } = asked;
    const { starts, models, lease, isStopping } = this.#options;
    const mustStoreFirst = request !== null || !starts.isHealthy || this.#full.has(tenantId);
    // The first token waits for this statement, so it is sent before the request to the provider.
    const storing = starts.store({
      ...started,
      tenantId,
      owner,
      model: { id: model.id, version: model.version, keysVersion: keysVersionOf(model) },
      route,
      defaultOf: input.modelId === null && input.routeId === null ? input.defaults : null,
      request,
    });
    const early = mustStoreFirst ? null : this.#launcher.call(prepared);
    let isStored = false;
    try {
      const outcome = await storing;
      if (outcome === 'stale') models.remove(tenantId);
      if (outcome === 'unowned') lease.lose(owner);
      if (outcome === 'tenant-full' || outcome === 'subject-full') {
        throw this.#refuse(tenantId, outcome);
      }
      if (outcome === 'known') return await this.#findKnown(asked);
      if (outcome !== 'stored') return null;
      this.#full.delete(tenantId);
      if (isStopping()) {
        await this.#discard(tenantId, started.id).catch(() => {});
        throw stopping();
      }
      isStored = true;
    } finally {
      if (!isStored) early?.abandon();
    }
    const chat = early ?? this.#launcher.call(prepared);
    this.#launcher.show(chat, prepared);
    return chat;
  }

  #refuse(tenantId: string, outcome: 'tenant-full' | 'subject-full'): QuotaExceededError {
    if (this.#full.size >= maxFullTenants) this.#full.clear();
    this.#full.add(tenantId);
    const name = outcome === 'tenant-full' ? 'TENANT_COMPLETIONS' : 'SUBJECT_COMPLETIONS';
    return this.#options.quotas.exceeded(name);
  }

  /** Returns the completion with the request ID; null when there is none. */
  async #findKnown({ tenantId, subject, request, text }: StartRequest): Promise<Chat | null> {
    if (request === null) return null;
    const { database, store } = this.#options;
    const known = await database.asTenant(tenantId, async (em) => {
      const found = await store.findRequest(em, subject, request.id);
      if (found === null || !this.#hasNeverRun(found)) return found;
      await store.discard(em, found.id);
      return null;
    });
    return known === null ? null : this.#openKnown(known, text);
  }

  async #discard(tenantId: string, id: string): Promise<void> {
    const { database, store } = this.#options;
    await database.asTenant(tenantId, (em) => store.discard(em, id));
  }

  /** Whether this process stored the start without receiving the result, so that it never ran. */
  #hasNeverRun({ id, owner, status }: ChatCompletion): boolean {
    const { lease, directory } = this.#options;
    if (status !== 'IN_PROGRESS' || owner !== lease.owner) return false;
    return directory.findLive(id) === null && !this.#starting.has(id);
  }

  /** @throws RequestIdReusedError when the request ID was used with another input. */
  async #openKnown({ id, tenantId, digest }: ChatCompletion, text: string): Promise<Chat> {
    const { keyring, directory } = this.#options;
    const chat = keyring.matches(digest ?? '', text) ? await directory.find(tenantId, id) : null;
    if (chat !== null) return chat;
    throw new RequestIdReusedError(
      'This requestId was used with a different input; use a new requestId for a new request.',
    );
  }
}

function stopping(): ShuttingDownError {
  return new ShuttingDownError('The server is stopping; try again shortly.');
}
