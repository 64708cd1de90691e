import type { Thinking } from '../../domain.ts';
import type { ChatTarget } from '../chat-adapter.ts';

/** The request field that controls thinking, and warnings about settings that cannot be sent. */
export interface ThinkingField {
  readonly think: boolean | 'low' | 'medium' | 'high' | 'max' | undefined;
  readonly warnings: readonly string[];
}

const efforts = { MINIMAL: 'low', LOW: 'low', MEDIUM: 'medium', HIGH: 'high', MAX: 'max' } as const;

/** Models that always think and accept only an effort. */
const cannotStop = /(^|\/)gpt-oss(:|-|$)/i;

export function toThinkingField(
  thinking: Thinking | undefined,
  { name, capabilities, dialect }: Pick<ChatTarget, 'name' | 'capabilities' | 'dialect'>,
): ThinkingField {
  if (thinking === undefined) return { think: undefined, warnings: [] };
  const stops = 'enabled' in thinking && !thinking.enabled;
  const known = capabilities.length > 0;
  if (dialect.thinkingControl === 'NONE' || (known && !capabilities.includes('THINKING'))) {
    const warnings = stops ? [] : ['thinking was ignored: the model does not support it.'];
    return { think: undefined, warnings };
  }
  if (cannotStop.test(name) && 'enabled' in thinking) {
    const warnings = stops ? ['thinking cannot be disabled for this model.'] : [];
    return { think: stops ? 'low' : 'medium', warnings };
  }
  return {
    think: 'effort' in thinking ? efforts[thinking.effort] : thinking.enabled,
    warnings: [],
  };
}
