import type { Model } from '../../db/model.entity.ts';
import { NotFoundError, ShuttingDownError } from '../../errors.ts';
import { type Log, withOperation } from '../../log.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { contextOf } from '../../tracing/spans.ts';
import type { MissingModels } from '../models/missing-models.ts';
import type { KeyedModel } from '../models/model-keys.ts';
import { healthTargetOf } from '../routes/called-model.ts';
import type { TargetHealth } from '../routes/target-health.ts';
import { attemptsOf } from './chat-attempt.ts';
import { ChatChannel } from './chat-channel.ts';
import type { ChatDirectory } from './chat-directory.ts';
import type { ChatCompletionView } from './chat-event.ts';
import type { ChatLease } from './chat-lease.ts';
import { ChatRecording } from './chat-recording.ts';
import { ChatRun, type CompletionCall } from './chat-run.ts';
import type { ChatStore } from './chat-store.ts';
import type { ChatWriter } from './chat-writer.ts';
import { endCompletionSpan, startCompletionSpan } from './completion-span.ts';
import { LiveChat } from './live-chat.ts';
import { type MeasuredAttempt, measureCompletion } from './measure-completion.ts';
import { retryRead } from './retry-read.ts';
import { loadEntries } from './stored-chat.ts';

export interface ChatLauncherOptions {
  readonly store: ChatStore;
  readonly directory: ChatDirectory;
  readonly lease: ChatLease;
  readonly writer: ChatWriter;
  readonly health: TargetHealth;
  /** Checks models that their upstream reports as unknown. */
  readonly missing: MissingModels;
  readonly metrics: Metrics;
  readonly now: () => Date;
  readonly log: Log;
  /** Time that a completion waits for a client to reconnect, in milliseconds. */
  readonly graceMs: number;
}

/** A completion that can be called. */
export interface PreparedChat {
  readonly asked: {
    readonly tenantId: string;
    /** When the request arrived, on the clock of `performance`. */
    readonly arrivedAt: number;
    readonly detached: boolean;
  };
  readonly model: KeyedModel;
  readonly call: CompletionCall;
  readonly owner: string;
  readonly started: ChatCompletionView;
  /** Counts the completion in this process until it ends. */
  readonly held: Disposable;
}

/** Calls the providers of completions, and accompanies the completions to their end. */
export class ChatLauncher {
  readonly #options: ChatLauncherOptions;

  constructor(options: ChatLauncherOptions) {
    this.#options = options;
  }

  /** Calls the provider. The completion is not visible, and its events are not stored yet. */
  call({ asked, model, call, owner, started }: PreparedChat): LiveChat {
    const { store, writer, lease, metrics, now, graceMs } = this.#options;
    const log = withOperation(this.#options.log);
    const { tenantId, detached, arrivedAt } = asked;
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
    const span = startCompletionSpan(model, started);
    const run = new ChatRun({
      call,
      trace: contextOf(span),
      started,
      recording,
      isFull: () => writer.isFull,
      onEvent: () => channel.wake(),
      onUnexpected: (error) => log.error({ err: error, id }, 'a completion failed unexpectedly'),
    });
    void recording.settled.then(() => endCompletionSpan(span, run.ended));
    return new LiveChat({
      run,
      recording,
      channel,
      resumable: started.requestId !== null,
      detached,
      graceMs,
      isAttachedElsewhere: () => store.isAttached(tenantId, id),
    });
  }

  /** Makes the completion visible to clients after its start was stored. */
  show(chat: LiveChat, { model, call, owner, held }: PreparedChat): void {
    const { directory, lease } = this.#options;
    const { recording } = chat;
    directory.add(chat);
    recording.start();
    void this.#conclude(chat, { model, call, held });
    // The lease was lost during the start, which ended only the completions that were running then.
    if (lease.owner !== owner) recording.settle('lost');
  }

  /** Shows the end after it was stored. When the lease was lost, readers get the stored events. */
  async #conclude(
    chat: LiveChat,
    { model, call, held }: Pick<PreparedChat, 'model' | 'call' | 'held'>,
  ): Promise<void> {
    const { directory, missing, metrics, health } = this.#options;
    const { recording, channel } = chat;
    const outcome = await recording.settled;
    held[Symbol.dispose]();
    // After the lease was lost, the run is stopped, and none of its events is shown any more.
    chat.stop('INTERRUPTED');
    directory.remove(chat);
    if (chat.ended !== null) {
      const attempts = attemptsWith(model, call, chat.ended.end);
      measureCompletion(metrics, attempts, chat.ended);
      const { status, durationMs } = chat.ended.end;
      // Several attempts report their results themselves.
      if (!('ended' in call) && status === 'COMPLETED') {
        const target = healthTargetOf(model, null, chat.tenantId);
        health.succeeded({ target, startedAt: performance.now() - (durationMs ?? 0) });
      }
      for (const { model: called, attempt } of attempts) {
        if (attempt.error?.reason === 'MODEL_MISSING') void missing.suspect(called);
      }
    }
    if (outcome === 'stored') channel.close(chat.current);
    else if (outcome === 'lost') await this.#handOver(chat);
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
      const stored = await retryRead(open, signal);
      if (stored === null) channel.fail(new NotFoundError('The completion was not stored.'));
      else channel.continueWith(stored.channel);
    } catch (error) {
      channel.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** The attempts of an ended completion with their models. */
function attemptsWith(
  model: Readonly<Model>,
  call: CompletionCall,
  end: ChatCompletionView,
): readonly MeasuredAttempt[] {
  if ('ended' in call) return call.ended;
  return attemptsOf(end).map((attempt) => ({ model, attempt }));
}
