import { type Thinking, type ThinkingEffort, thinkingEfforts } from '../../domain.ts';
import type { ChatOptions } from '../chat-request.ts';
import type { Dialect } from '../dialect.ts';

/** The request fields that control thinking, and warnings about settings that cannot be sent. */
export interface ThinkingFields {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

const nothing: ThinkingFields = { fields: {}, warnings: [] };

/** Converts the option `thinking` to the fields of a dialect. */
export function toThinkingFields(
  thinking: ChatOptions['thinking'],
  dialect: Dialect,
): ThinkingFields {
  const { fields, warnings } = toKnownFields(thinking, dialect);
  if (!dialect.guessesThinkingControl || Object.keys(fields).length === 0) {
    return { fields, warnings };
  }
  return { fields, warnings: [...warnings, guessed] };
}

const guessed =
  "thinking was sent as chat_template_kwargs, which the server may ignore: if it does, set thinkingControl in the model's parameters.";

function toKnownFields(thinking: ChatOptions['thinking'], dialect: Dialect): ThinkingFields {
  if (thinking === undefined) return nothing;
  const { thinkingControl, canStopThinking } = dialect;
  if (thinkingControl === 'NONE' || thinkingControl === 'OLLAMA_THINK') {
    return { fields: {}, warnings: ['thinking was ignored: the model has no setting for it.'] };
  }
  const on = isOn(thinking);
  if (!on && !canStopThinking) {
    const [least] = dialect.efforts;
    const fields = least === undefined ? {} : { reasoning_effort: least };
    return { fields, warnings: ['thinking cannot be disabled for this model.'] };
  }
  const effort = 'effort' in thinking ? nearestEffort(thinking.effort, dialect.efforts) : null;
  switch (thinkingControl) {
    case 'REASONING_EFFORT':
      return effortFields(on, effort, dialect);
    case 'REASONING_OBJECT': {
      const openRouter = 'effort' in thinking ? openRouterEffort(thinking.effort) : null;
      return {
        fields: { reasoning: openRouter === null ? { enabled: on } : { effort: openRouter } },
        warnings: [],
      };
    }
    case 'ENABLE_THINKING':
      return switchFields({ enable_thinking: on }, thinking, effort);
    case 'THINKING_TYPE':
      return switchFields({ thinking: { type: on ? 'enabled' : 'disabled' } }, thinking, effort);
    case 'CHAT_TEMPLATE_KWARGS':
      // Templates use one of two names, and ignore unknown names.
      return switchFields(
        { chat_template_kwargs: { enable_thinking: on, thinking: on } },
        thinking,
        effort,
      );
  }
}

/** Whether the model can think during this request. */
export function mayThink(thinking: ChatOptions['thinking'], dialect: Dialect): boolean {
  if (dialect.thinkingControl === 'NONE') return false;
  return thinking === undefined || isOn(thinking) || !dialect.canStopThinking;
}

function isOn(thinking: Thinking): boolean {
  return 'effort' in thinking || thinking.enabled;
}

function effortFields(on: boolean, effort: string | null, dialect: Dialect): ThinkingFields {
  if (!on) return { fields: { reasoning_effort: dialect.effortForNone }, warnings: [] };
  // No effort was requested: use the middle one.
  const level = effort ?? dialect.efforts[dialect.efforts.length >> 1] ?? 'medium';
  return { fields: { reasoning_effort: level }, warnings: [] };
}

/** Adds the effort to a setting that enables thinking, for servers that support both. */
function switchFields(
  fields: Record<string, unknown>,
  thinking: Thinking,
  effort: string | null,
): ThinkingFields {
  if (!('effort' in thinking)) return { fields, warnings: [] };
  if (effort !== null) return { fields: { ...fields, reasoning_effort: effort }, warnings: [] };
  return {
    fields,
    warnings: ['thinking.effort was ignored: the model can only enable or disable thinking.'],
  };
}

/**
 * Maps an effort to the server's list by its rank: the least to the least, the most to the most.
 */
function nearestEffort(effort: ThinkingEffort, efforts: readonly string[]): string | null {
  if (efforts.length === 0) return null;
  const exact = efforts.find((known) => known === effort.toLowerCase());
  if (exact !== undefined) return exact;
  const rank = thinkingEfforts.indexOf(effort) / (thinkingEfforts.length - 1);
  return efforts[Math.round(rank * (efforts.length - 1))] ?? null;
}

function openRouterEffort(effort: ThinkingEffort): string {
  return effort === 'MAX' ? 'xhigh' : effort.toLowerCase();
}
