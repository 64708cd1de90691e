import { ProblemBox } from '../ui/problem-box.tsx';
import { Ending } from './ending.tsx';
import { Markdown } from './markdown.tsx';
import type { ResponseState } from './response.ts';
import { ToolCallCard } from './tool-call-card.tsx';

/** A response while it streams, and how it ended. */
export function ResponseView({ state }: { state: ResponseState }) {
  const { content, reasoning, toolCalls, ending, problem } = state;
  const isRunning = ending === null && problem === null;
  return (
    <div class="response" aria-busy={isRunning}>
      {reasoning === '' ? null : (
        <details class="reasoning">
          <summary>{isRunning && content === '' ? 'Thinking…' : 'Thinking'}</summary>
          <div class="reasoning-text">{reasoning}</div>
        </details>
      )}
      {content === '' ? null : <Markdown text={content} />}
      {toolCalls.map((call) => (
        <ToolCallCard key={call.id} call={call} />
      ))}
      <ProblemBox problem={problem} />
      <div class="response-foot small soft" role="status">
        {isRunning ? (
          <>
            <span class="spinner" /> {content === '' ? 'Waiting for the model…' : 'Generating…'}
          </>
        ) : ending === null ? null : (
          <Ending completion={ending} />
        )}
      </div>
    </div>
  );
}
