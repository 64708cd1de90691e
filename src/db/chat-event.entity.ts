import { defineEntity, p } from '@mikro-orm/core';
import type { ToolCall } from '../domain.ts';
import type { ChatAttempt } from './chat-completion.entity.ts';
import { owned } from './tenancy.ts';

/**
 * Consecutive deltas of one type, numbered without gaps. The row has the number of the last one.
 */
export interface StoredDeltas {
  readonly type: 'ThinkingDelta' | 'ContentDelta';
  readonly fragments: readonly string[];
}

/** The content of one event, or of several consecutive deltas. */
export type StoredEvent =
  | StoredDeltas
  | {
      readonly type: 'ToolCallDelta';
      readonly index: number;
      readonly callId: string;
      readonly name: string;
      readonly argumentsDelta: string;
    }
  | { readonly type: 'ToolCallReady'; readonly toolCall: ToolCall }
  | {
      readonly type: 'ChatRestarted';
      readonly discardsText: boolean;
      readonly failed: ChatAttempt;
      readonly modelId: string;
    };

const ChatEventSchema = defineEntity({
  name: 'ChatEventRow',
  tableName: 'chat_event',
  ...owned('chat_event'),
  properties: {
    completionId: p.uuid().primary(),
    seq: p.integer().primary(),
    tenantId: p.text(),
    // Not jsonb, which cannot store all characters that a model can generate.
    body: p.json<StoredEvent>().columnType('json'),
    at: p.datetime(3),
  },
});

/** A part of a response. The row of the completion has its start and its last event. */
export class ChatEventRow extends ChatEventSchema.class {}
ChatEventSchema.setClass(ChatEventRow);
