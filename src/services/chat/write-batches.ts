import type { ReservedConnection } from '../../db/reserved-connection.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';
import type { ChatCompletionView } from './chat-event.ts';
import type { RecordingBatch } from './chat-recording.ts';
import { chatTopic } from './chat-store.ts';

/**
 * Stores events and ends of completions of one lease in one statement. A repeated write changes
 * nothing, so a write whose result is unknown can be repeated.
 *
 * @returns false when the lease has been deleted; nothing was stored then.
 */
export async function writeBatches(
  connection: ReservedConnection,
  owner: string,
  batches: readonly RecordingBatch[],
): Promise<boolean> {
  const events = batches.flatMap(({ recording: { id, tenantId }, entries }) =>
    entries.map(({ seq, at, body }) => ({
      completion_id: id,
      seq,
      tenant_id: tenantId,
      // As a string, because json_to_recordset rejects the escape of NUL in nested values.
      body: JSON.stringify(body),
      at,
    })),
  );
  const ends = batches.flatMap(({ end }) => (end === null ? [] : [toRow(end)]));
  // Deleting the lease waits for this lock, and every later statement sees the deletion.
  const [row] = await connection.execute<{ owned: boolean }>(
    `with lease as materialized (select 1 from server_process where id = ? for key share),
       stored as (
         insert into chat_event (completion_id, seq, tenant_id, body, at)
         select completion_id, seq, tenant_id, body::json, at
         from json_to_recordset(?::json)
           as event (completion_id uuid, seq int, tenant_id text, body text, at timestamptz)
         where exists (select 1 from lease)
         on conflict do nothing
       ),
       ended as (
         update chat_completion c set status = ending.status,
           finish_reason = ending.finish_reason, raw_finish_reason = ending.raw_finish_reason,
           model_id = ending.model_id, error = ending.error::jsonb,
           attempts = ending.attempts::jsonb, warnings = ending.warnings,
           prompt_tokens = ending.prompt_tokens, completion_tokens = ending.completion_tokens,
           total_tokens = ending.total_tokens, cached_prompt_tokens = ending.cached_prompt_tokens,
           reasoning_tokens = ending.reasoning_tokens, usage_estimated = ending.usage_estimated,
           last_seq = ending.last_seq, first_token_ms = ending.first_token_ms,
           duration_ms = ending.duration_ms
         from json_to_recordset(?::json) as ending (
           id uuid, status text, model_id uuid, finish_reason text, raw_finish_reason text,
           error text, attempts text, warnings text[], prompt_tokens int, completion_tokens int, total_tokens int,
           cached_prompt_tokens int, reasoning_tokens int, usage_estimated boolean, last_seq int,
           first_token_ms integer, duration_ms integer)
         where c.id = ending.id and c.owner = ? and exists (select 1 from lease)
       )
     select exists (select 1 from lease) as owned, pg_notify(?, topics)
     from json_array_elements_text(?::json) as written (topics)`,
    [
      owner,
      JSON.stringify(events),
      JSON.stringify(ends),
      owner,
      wakeUpChannel,
      JSON.stringify(announcements(batches.map(({ recording }) => chatTopic(recording.id)))),
    ],
  );
  return row?.owned === true;
}

/** Maximum number of topics in a notification, whose payload PostgreSQL limits to 8,000 bytes. */
const announcedTopics = 150;

function announcements(topics: readonly string[]): string[] {
  const count = Math.ceil(topics.length / announcedTopics);
  return Array.from({ length: count }, (_, index) =>
    topics.slice(index * announcedTopics, (index + 1) * announcedTopics).join('\n'),
  );
}

function toRow(end: ChatCompletionView) {
  const { usage } = end;
  return {
    id: end.id,
    status: end.status,
    model_id: end.modelId,
    finish_reason: end.finishReason,
    raw_finish_reason: end.rawFinishReason,
    error: end.error === null ? null : JSON.stringify(end.error),
    attempts: end.attempts === null ? null : JSON.stringify(end.attempts),
    warnings: end.warnings,
    prompt_tokens: usage?.promptTokens ?? null,
    completion_tokens: usage?.completionTokens ?? null,
    total_tokens: usage?.totalTokens ?? null,
    cached_prompt_tokens: usage?.cachedPromptTokens ?? null,
    reasoning_tokens: usage?.reasoningTokens ?? null,
    usage_estimated: usage?.estimated ?? false,
    last_seq: end.lastSeq,
    first_token_ms: end.firstTokenMs,
    duration_ms: end.durationMs,
  };
}
