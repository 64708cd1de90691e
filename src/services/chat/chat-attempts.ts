import type {
  ChatPart,
  ChatStreamOptions,
  ChatUsage,
  ChatWarning,
  PreparedCall,
} from '../../adapters/chat-adapter.ts';
import { upstreamFailure } from '../../adapters/upstream-failure.ts';
import type { ChatAttempt } from '../../db/chat-completion.entity.ts';
import type { Model } from '../../db/model.entity.ts';
import { platformTenant } from '../../domain.ts';
import type { UpstreamError } from '../../errors.ts';
import { acquireWithin } from '../calls/acquire-within.ts';
import type { KeyedModel } from '../models/model-keys.ts';
import { toAttemptFailure } from '../routes/attempt-failure.ts';
import type { AttemptGate } from '../routes/attempt-gate.ts';
import type { CallPlan, ModelAttempt } from '../routes/called-model.ts';
import { mayBeBilled, UsageCount } from './chat-attempt.ts';

/** Another attempt generates the whole response: what was received before is discarded. */
export interface ChatRestart {
  readonly type: 'restart';
  /** The attempt whose parts are discarded. */
  readonly failed: ChatAttempt;
  /** The model that generates the response from now on. */
  readonly modelId: string;
}

/** What happened in an attempt that has ended. */
export interface EndedAttempt {
  readonly model: Readonly<Model>;
  readonly keyId: string | null;
  readonly attempt: ChatAttempt;
}

export interface ChatAttemptsOptions {
  readonly plan: CallPlan;
  readonly gate: AttemptGate;
  /** The first attempt of the plan, with its call if that is prepared already. */
  readonly first: { readonly attempt: ModelAttempt; readonly call: PreparedCall | null };
  /** Warnings that apply to all attempts. Those of one attempt are parts of its response. */
  readonly warnings: readonly string[];
  /**
   * Prepares the call of a model with a key, and decrypts the credential for it.
   *
   * @throws CredentialError | InvalidInputError
   */
  readonly prepare: (attempt: ModelAttempt, firstTokenMs: number) => PreparedCall;
  /** Waits until the model has capacity for another call. */
  readonly acquire: (model: Readonly<Model>, signal: AbortSignal) => Promise<Disposable>;
  readonly now: () => Date;
}

/**
 * Generates one response with one attempt after another. As long as an attempt has sent no text,
 * thinking or tool call, the next one follows unnoticed. After that, a `restart` precedes the parts
 * of the next attempt, as soon as it has any. So a response is not discarded when nothing replaces it.
 * An attempt never continues the text of another one.
 */
export class ChatAttempts {
  readonly warnings: readonly string[];
  readonly #options: ChatAttemptsOptions;
  readonly #ended: EndedAttempt[] = [];
  #answering: ModelAttempt;

  constructor(options: ChatAttemptsOptions) {
    this.#options = options;
    this.warnings = options.warnings;
    this.#answering = options.first.attempt;
  }

  /** The attempts that have ended. */
  get ended(): readonly EndedAttempt[] {
    return this.#ended;
  }

  /** The model whose response the reader gets; the first one as long as there is no response. */
  get model(): KeyedModel {
    return this.#answering.target.model;
  }

  /** @throws as the stream of a PreparedCall. */
  async *stream(options: ChatStreamOptions): AsyncGenerator<ChatPart | ChatRestart, void> {
    const { plan, gate } = this.#options;
    const { signal } = options;
    let replaced: ChatAttempt | null = null;
    let next: ModelAttempt | null = this.#answering;
    while (next !== null) {
      const current: CurrentAttempt = new CurrentAttempt(
        next,
        this.#options.now(),
        plan.continuesAfterContentFilter,
      );
      let failure: UpstreamError | null = null;
      try {
        using _slot = await this.#slot(current.model, signal);
        for await (const part of this.#open(current).stream(options)) {
          if (current.take(part)) {
            this.#answering = next;
            gate.left(next, current.startedAt);
            const { id: modelId } = current.model;
            if (replaced !== null) yield { type: 'restart', failed: replaced, modelId };
            yield* current.held;
          }
          if (current.isAnswering) yield part;
        }
        if (current.isFinished) {
          gate.succeeded(next, current.startedAt);
          return;
        }
      } catch (error) {
        signal.throwIfAborted();
        failure = toAttemptFailure(error);
      } finally {
        this.#ended.push(current.end(failure));
        gate.left(next, current.startedAt);
      }
      const { isAnswering: hadOutput } = current;
      if (hadOutput) replaced = this.#ended.at(-1)?.attempt ?? null;
      gate.failed(next, current.startedAt, failure);
      next = await gate.admitNext(plan.next(failure, { hadOutput }), signal);
    }
    const { reported } = plan;
    if (reported === null) return;
    this.#answering = reported.attempt;
    if (reported.failure !== null) throw reported.failure;
  }

  #open(current: CurrentAttempt): PreparedCall {
    const { plan, first, prepare } = this.#options;
    const early = current.planned === first.attempt ? first.call : null;
    const call = early ?? prepare(current.planned, plan.firstTokenMs);
    for (const message of call.warnings) {
      if (!this.warnings.includes(message)) current.take({ type: 'warning', message });
    }
    current.isSent = true;
    return call;
  }

  /** The time until the first token includes that of waiting for capacity, if it is limited. */
  async #slot(model: Readonly<Model>, signal: AbortSignal): Promise<Disposable> {
    const { plan, acquire } = this.#options;
    const limitMs =
      model.parameters.maxConcurrency === null ? Number.POSITIVE_INFINITY : plan.firstTokenMs;
    return acquireWithin(limitMs, signal, (own) => acquire(model, own));
  }
}

/** The state of an attempt that is running. */
class CurrentAttempt {
  readonly planned: ModelAttempt;
  /** Parts before the response begins: they are sent only if it begins. */
  readonly held: (ChatUsage | ChatWarning)[] = [];
  readonly #createdAt: Date;
  readonly #continuesAfterContentFilter: boolean;
  readonly startedAt = performance.now();
  readonly #count = new UsageCount();
  #firstTokenMs: number | null = null;
  /** Whether the provider was called. */
  isSent = false;
  isAnswering = false;
  isFinished = false;

  constructor(planned: ModelAttempt, createdAt: Date, continuesAfterContentFilter: boolean) {
    this.planned = planned;
    this.#createdAt = createdAt;
    this.#continuesAfterContentFilter = continuesAfterContentFilter;
  }

  get model(): Readonly<Model> {
    return this.planned.target.model;
  }

  /**
   * @returns whether the response begins with this part.
   * @throws UpstreamError when a content filter left nothing, and another attempt can follow.
   */
  take(part: ChatPart): boolean {
    this.#count.take(part);
    const isFiltered = part.type === 'finish' && part.finishReason === 'CONTENT_FILTER';
    if (isFiltered && !this.isAnswering && this.#continuesAfterContentFilter) {
      throw upstreamFailure('CONTENT_FILTER');
    }
    if (part.type === 'finish') this.isFinished = true;
    if (this.isAnswering) return false;
    if (part.type === 'usage' || part.type === 'warning') {
      this.held.push(part);
      return false;
    }
    if (part.type !== 'finish') this.#firstTokenMs = this.#elapsedMs();
    this.isAnswering = true;
    return true;
  }

  end(failure: UpstreamError | null): EndedAttempt {
    const { key } = this.planned;
    const error = failure?.toFailure() ?? null;
    const attempt: ChatAttempt = {
      modelId: this.model.id,
      // The keys of built-in models are not visible to tenants.
      keyLabel: this.model.tenantId === platformTenant ? null : key.label,
      startedAt: this.#createdAt.toISOString(),
      durationMs: this.#elapsedMs(),
      firstTokenMs: this.#firstTokenMs,
      error,
      usage: this.#count.usage,
      mayBeBilled: this.isSent && mayBeBilled(error, this.#firstTokenMs !== null),
    };
    return { model: this.model, keyId: key.id, attempt };
  }

  /** Whole milliseconds since the start. */
  #elapsedMs(): number {
    return Math.round(performance.now() - this.startedAt);
  }
}
