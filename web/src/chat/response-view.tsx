import { useRef } from 'preact/hooks';
import { ProblemBox } from '../ui/problem-box.tsx';
import { Ending } from './ending.tsx';
import { Markdown } from './markdown.tsx';
import type { ResponseState, Restart } from './response.ts';
import { RestartNote } from './restart-note.tsx';
import { ToolCallCard } from './tool-call-card.tsx';

/** A response while it streams, and how it ended. */
export function ResponseView({ state }: { state: ResponseState }) {
  const { content, reasoning, toolCalls, ending, restart, problem } = state;
  const isRunning = ending === null && problem === null;
  const { box, minHeight } = useHeightBefore(restart);
  return (
    <div
      class="response"
      ref={box}
      style={isRunning ? { minHeight: `${minHeight}px` } : {}}
      aria-busy={isRunning}
    >
      {restart === null ? null : <RestartNote restart={restart} />}
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

/** The height before a restart, so that the page does not jump when the text is discarded. */
function useHeightBefore(restart: Restart | null) {
  const box = useRef<HTMLDivElement>(null);
  const known = useRef<{ restart: Restart | null; height: number }>({ restart, height: 0 });
  // The document still has the discarded text here.
  if (restart !== known.current.restart) {
    known.current = { restart, height: box.current?.getBoundingClientRect().height ?? 0 };
  }
  return { box, minHeight: known.current.height };
}
