import { useState } from 'preact/hooks';
import type { ToolCallState } from '../../chat/response.ts';
import { Field } from '../../ui/field.tsx';
import type { ToolTurn } from './conversation.ts';

interface ToolResultsProps {
  readonly calls: readonly ToolCallState[];
  readonly onSend: (results: ToolTurn['results']) => void;
}

/** Asks for the results of the tools that the model called, so that it can continue. */
export function ToolResults({ calls, onSend }: ToolResultsProps) {
  const [results, setResults] = useState<Readonly<Record<string, string>>>({});
  const isComplete = calls.every(({ id }) => (results[id] ?? '') !== '');
  return (
    <div class="tool-results stack">
      {calls.map(({ id, name }) => (
        <Field key={id} label={`Result of ${name}`}>
          <input
            class="input mono"
            value={results[id] ?? ''}
            onInput={(event) => setResults({ ...results, [id]: event.currentTarget.value })}
          />
        </Field>
      ))}
      <div>
        <button
          type="button"
          class="button"
          disabled={!isComplete}
          onClick={() => onSend(calls.map(({ id }) => ({ id, content: results[id] ?? '' })))}
        >
          Send the results
        </button>
      </div>
    </div>
  );
}
