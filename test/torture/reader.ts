import { setTimeout as delay } from 'node:timers/promises';
import { chat, chatEvents, type chatInput, type ShownEvent } from './chat-operations.ts';
import type { Ending, Link } from './link.ts';
import type { Script } from './script.ts';

/** A delta that a client received, with its time and number. */
export interface ShownText {
  readonly seq: number;
  readonly text: string;
  readonly at: number;
}

/** A last event that a client received. */
export interface ShownEnd {
  readonly type: string;
  readonly seq: number;
  readonly status: string;
  readonly content: string | null;
  readonly at: number;
}

export interface ReaderOptions {
  readonly script: Script;
  /** Returns the link to connect with; called again for each reconnection. */
  readonly route: (attempt: number) => Promise<Link>;
  /** Whether it reconnects after a lost connection. @default true */
  readonly returns?: boolean;
  /** Starts the completion when given; otherwise `completionId` must resolve. */
  readonly input?: ReturnType<typeof chatInput>;
  readonly completionId?: Promise<string>;
}

/** Delay before a client reconnects, in milliseconds. */
const returnMs = 250;
/** Number of subscriptions without a last event after which a client stops. */
const mostEmpty = 20;

/**
 * One client of one completion, which records the events that it receives. Whenever it loses its
 * subscription, it reconnects after its last number, until it receives the last event.
 */
export class Reader {
  readonly script: Script;
  readonly texts: ShownText[] = [];
  readonly ends: ShownEnd[] = [];
  /** Number of subscriptions that ended without a last event. */
  readonly losses: Ending[] = [];
  /** Violations of the order: numbers that do not increase, events after the last one. */
  readonly faults: string[] = [];
  readonly startedAt = performance.now();
  /** Resolves once the completion has started. */
  readonly started: Promise<string>;
  lastSeq = 0;
  readonly #options: ReaderOptions;
  readonly #start = Promise.withResolvers<string>();
  #completionId: string | null = null;

  constructor(options: ReaderOptions) {
    this.script = options.script;
    this.#options = options;
    this.started = this.#start.promise;
    this.started.catch(() => {});
  }

  get text(): string {
    return this.texts.map(({ text }) => text).join('');
  }

  get completionId(): string | null {
    return this.#completionId;
  }

  /** Returns the text that it had received up to a number. */
  textUpTo(seq: number): string {
    const seen = this.texts.filter((text) => text.seq <= seq);
    return seen.map(({ text }) => text).join('');
  }

  /** Reads until the last event, or until the signal is aborted. */
  async read(signal: AbortSignal): Promise<void> {
    try {
      this.#completionId = (await this.#options.completionId) ?? null;
      for (let attempt = 0; this.ends.length === 0 && !signal.aborted; attempt += 1) {
        if (attempt > 0) await delay(returnMs, undefined, { signal }).catch(() => {});
        const ending = await this.#follow(attempt, signal);
        if (this.ends.length === 0 && !signal.aborted) this.losses.push(ending);
        const empty = this.losses.filter(({ kind }) => kind === 'completed').length;
        if (this.#options.returns === false || empty >= mostEmpty) return;
      }
    } catch (error) {
      this.faults.push(`could not follow: ${String(error)}`);
    }
    this.#start.reject(new Error('the completion has not started'));
  }

  async #follow(attempt: number, signal: AbortSignal): Promise<Ending> {
    let link: Link;
    try {
      link = await this.#options.route(attempt);
    } catch (error) {
      return { kind: 'lost', reason: String(error) };
    }
    if (signal.aborted) return { kind: 'lost', reason: 'the deadline has passed' };
    const { promise, resolve } = Promise.withResolvers<Ending>();
    const leave = link.subscribe(this.#operation(), {
      next: (data) => this.#take(Object.values(data)[0] as ShownEvent), // As selected.
      over: resolve,
    });
    const abort = () => {
      leave();
      resolve({ kind: 'lost', reason: 'the deadline has passed' });
    };
    signal.addEventListener('abort', abort);
    const ending = await promise;
    signal.removeEventListener('abort', abort);
    return ending;
  }

  #operation() {
    const { input } = this.#options;
    if (this.#completionId !== null) return chatEvents(this.#completionId, this.lastSeq);
    if (input === undefined) throw new Error('neither an input nor a completion');
    return chat(input);
  }

  #take({ __typename: type, seq, text, completionId, completion }: ShownEvent): void {
    const at = performance.now();
    if (this.ends.length > 0) this.faults.push('an event after the terminal event');
    else if (seq <= this.lastSeq) this.faults.push('a number that does not rise');
    this.lastSeq = Math.max(this.lastSeq, seq);
    if (completionId !== undefined) {
      this.#completionId = completionId;
      this.#start.resolve(completionId);
    }
    if (text !== undefined) this.texts.push({ seq, text, at });
    if (completion === undefined) return;
    const { status, message } = completion;
    this.ends.push({ type, seq, status, content: message?.content ?? null, at });
  }
}
