import type {
  ChatCompletionStatus,
  CompletionPartsFragment,
  EndedPartsFragment,
  FinishReason,
} from '../gql/graphql.ts';
import { nameOf } from '../models/model-names.ts';
import { count, duration } from '../ui/format.ts';

const statuses: Readonly<Record<ChatCompletionStatus, readonly [tone: string, text: string]>> = {
  COMPLETED: ['good', 'Completed'],
  FAILED: ['bad', 'Failed'],
  CANCELLED: ['warning', 'Stopped'],
  INTERRUPTED: ['warning', 'Interrupted: its server process was lost'],
  IN_PROGRESS: ['busy', 'In progress'],
};

const reasons: Readonly<Record<FinishReason, string | null>> = {
  STOP: null,
  LENGTH: 'reached the token limit',
  TOOL_CALLS: 'requests tool calls',
  CONTENT_FILTER: 'stopped by the content filter',
  OTHER: 'ended for another reason',
};

/** How a completion ended: finish reason, usage, times, warnings. */
export function Ending({ completion }: { completion: EndedPartsFragment }) {
  const { status, finishReason, usage, firstTokenMs, durationMs, warnings, model, route } =
    completion;
  const [tone, text] = statuses[status];
  const reason = finishReason === null ? null : reasons[finishReason];
  return (
    <>
      <span class="row numeric">
        <span class={`badge ${tone}`}>{text}</span>
        {route === null || model === null ? null : <span>{nameOf(model)}</span>}
        {reason === null ? null : <span>{reason}</span>}
        {firstTokenMs === null ? null : <span>First token {duration(firstTokenMs)}</span>}
        {durationMs === null ? null : <span>Total {duration(durationMs)}</span>}
        {usage === null ? null : <span>{describeUsage(usage)}</span>}
        {speed(completion)}
      </span>
      {warnings.map((warning) => (
        <div key={warning} class="warning-box">
          {warning}
        </div>
      ))}
    </>
  );
}

function describeUsage(usage: NonNullable<CompletionPartsFragment['usage']>): string {
  const parts = [];
  if (usage.promptTokens !== null) parts.push(`${count(usage.promptTokens)} input`);
  if (usage.completionTokens !== null) {
    const reasoning = usage.reasoningTokens ? ` (${count(usage.reasoningTokens)} reasoning)` : '';
    parts.push(`${count(usage.completionTokens)} output${reasoning}`);
  }
  return `${parts.join(' + ')} tokens${usage.estimated ? ', estimated' : ''}`;
}

function speed({ usage, durationMs, firstTokenMs }: CompletionPartsFragment) {
  if (!usage?.completionTokens || durationMs === null || firstTokenMs === null) return null;
  const seconds = (durationMs - firstTokenMs) / 1000;
  if (seconds <= 0) return null;
  return <span>{Math.round(usage.completionTokens / seconds)} tokens/s</span>;
}
