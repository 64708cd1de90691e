import type { TokenUsage } from '../adapters/chat-adapter.ts';
import { ChatCompletion } from '../db/chat-completion.entity.ts';
import type { Database } from '../db/database.ts';
import type { ChatCompletionView } from './chat-event.ts';
import { isRowId } from './model-store.ts';

/** Whose completion it is. */
export interface ChatOwner {
  readonly tenantId: string;
  readonly subject: string;
}

/** Keeps the numbers of ended completions. */
export class ChatCompletionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @param view of a completion that has ended. */
  async insert(owner: ChatOwner, view: ChatCompletionView): Promise<void> {
    if (view.status === 'IN_PROGRESS' || view.durationMs === null) {
      throw new Error('Only ended completions are recorded.');
    }
    const row = {
      ...owner,
      id: view.id,
      modelId: view.modelId,
      status: view.status,
      finishReason: view.finishReason,
      rawFinishReason: view.rawFinishReason,
      error: view.error,
      ...(view.usage ?? noUsage),
      lastSeq: view.lastSeq,
      createdAt: view.createdAt,
      firstTokenMs: view.firstTokenMs,
      durationMs: view.durationMs,
    };
    await this.#database.asTenant(owner.tenantId, async (em) => {
      em.create(ChatCompletion, row);
      await em.flush();
    });
  }

  async find(tenantId: string, id: string): Promise<ChatCompletionView | null> {
    if (!isRowId(id)) return null;
    const row = await this.#database.asTenant(tenantId, (em) => em.findOne(ChatCompletion, { id }));
    return row === null ? null : toView(row);
  }
}

const noUsage: TokenUsage = {
  promptTokens: null,
  completionTokens: null,
  totalTokens: null,
  cachedPromptTokens: null,
  reasoningTokens: null,
};

function toView(row: ChatCompletion): ChatCompletionView {
  const usage: TokenUsage = {
    promptTokens: row.promptTokens,
    completionTokens: row.completionTokens,
    totalTokens: row.totalTokens,
    cachedPromptTokens: row.cachedPromptTokens,
    reasoningTokens: row.reasoningTokens,
  };
  const reported = Object.values(usage).some((count) => count !== null);
  return {
    id: row.id,
    modelId: row.modelId,
    status: row.status,
    message: null,
    finishReason: row.finishReason,
    rawFinishReason: row.rawFinishReason,
    usage: reported ? usage : null,
    error: row.error,
    lastSeq: row.lastSeq,
    createdAt: row.createdAt,
    firstTokenMs: row.firstTokenMs,
    durationMs: row.durationMs,
  };
}
