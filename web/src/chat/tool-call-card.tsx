import type { ToolCallState } from './response.ts';

/** A tool call while its arguments arrive. */
export function ToolCallCard({ call }: { call: ToolCallState }) {
  return (
    <div class="tool-call">
      <div class="row small">
        <span class="badge busy">Tool call</span>
        <strong class="mono">{call.name}</strong>
        {call.isReady ? null : <span class="spinner" />}
      </div>
      <pre>{pretty(call)}</pre>
    </div>
  );
}

function pretty({ isReady, arguments: value, rawArguments }: ToolCallState): string {
  return isReady && value !== null ? JSON.stringify(value, null, 2) : rawArguments;
}
