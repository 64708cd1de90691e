import { defineEntity, p } from '@mikro-orm/core';
import type { ToolCall } from '../domain.ts';
import { owned } from './tenancy.ts';

/** Several fragments of one kind, numbered without gaps; the last one's number is the row's. */
export interface StoredDeltas {
  readonly type: 'ThinkingDelta' | 'ContentDelta';
  readonly fragments: readonly string[];
}

/** What happened at one number, or at several ending with it. */
export type StoredEvent =
  | StoredDeltas
  | {
      readonly type: 'ToolCallDelta';
      readonly index: number;
      readonly callId: string;
      readonly name: string;
      readonly argumentsDelta: string;
    }
  | { readonly type: 'ToolCallReady'; readonly toolCall: ToolCall };

const ChatEventSchema = defineEntity({
  name: 'ChatEventRow',
  tableName: 'chat_event',
  ...owned('chat_event'),
  properties: {
    completionId: p.uuid().primary(),
    seq: p.integer().primary(),
    tenantId: p.text(),
    // Not jsonb, which does not take every character that a model may write.
    body: p.json<StoredEvent>().columnType('json'),
    at: p.datetime(3),
  },
});

/** A part of what a completion has said. Start and end are told by the completion itself. */
export class ChatEventRow extends ChatEventSchema.class {}
ChatEventSchema.setClass(ChatEventRow);
