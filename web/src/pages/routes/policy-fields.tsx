import type { Problem } from '../../api/problem.ts';
import { Field } from '../../ui/field.tsx';
import { defaultPolicy, type PolicyDraft, type PolicyNumber } from './route-draft.ts';

interface PolicyFieldsProps {
  readonly policy: PolicyDraft;
  readonly problem: Problem | null;
  readonly onChange: (policy: PolicyDraft) => void;
}

const numbers: readonly (readonly [name: PolicyNumber, label: string, hint: string])[] = [
  ['maxAttempts', 'Attempts', 'Requests to providers for one call, over all models. Default 6.'],
  [
    'firstTokenTimeoutMs',
    'First token timeout',
    "Milliseconds until the next model is tried; empty for each model's own. Default 15000.",
  ],
  [
    'deadlineMs',
    'Deadline',
    'Milliseconds until the first token, over all attempts. Default 120000.',
  ],
  [
    'maxPauseMs',
    'Longest delay',
    'Milliseconds before a retry with the same model while another is available. Default 3000.',
  ],
];

const steps = [
  {
    name: 'afterOutput',
    label: 'A model fails after its response has begun',
    options: [
      ['RESTART', 'Another model starts the response again (default)'],
      ['END', 'The call ends'],
    ],
  },
  {
    name: 'onContextLength',
    label: 'A request is too long for a model',
    options: [
      ['NEXT_LARGER', 'Use the next model with a larger context length (default)'],
      ['STOP', 'The call fails'],
    ],
  },
  {
    name: 'onContentFilter',
    label: 'A content filter blocks a request',
    options: [
      ['STOP', 'The call fails (default)'],
      ['NEXT', 'Use the next model'],
    ],
  },
] as const;

export const policyFields = [...numbers.map(([name]) => name), ...steps.map(({ name }) => name)];

/** When another model is used, and within which limits. */
export function PolicyFields({ policy, problem, onChange }: PolicyFieldsProps) {
  const isDefault = JSON.stringify(policy) === JSON.stringify({ ...policy, ...defaultPolicy });
  return (
    <div class="stack">
      {steps.map(({ name, label, options }) => (
        <Field key={name} name={name} label={label} problem={problem}>
          <select
            class="input"
            value={policy[name]}
            onChange={(event) => onChange({ ...policy, [name]: event.currentTarget.value })}
          >
            {options.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </Field>
      ))}
      {policy.onContentFilter === 'NEXT' ? (
        <div class="warning-box" role="status">
          The next provider can allow what the first one has blocked. Choose this only if your rules
          for content permit it. The audit log records the choice.
        </div>
      ) : null}
      <div class="parameter-grid">
        {numbers.map(([name, label, hint]) => (
          <Field key={name} name={name} label={label} hint={hint} problem={problem}>
            <input
              class="input"
              type="number"
              step="1"
              value={policy[name]}
              onInput={(event) => onChange({ ...policy, [name]: event.currentTarget.value })}
            />
          </Field>
        ))}
      </div>
      {isDefault ? null : (
        <div>
          <button type="button" class="button compact" onClick={() => onChange(defaultPolicy)}>
            Use the defaults
          </button>
        </div>
      )}
    </div>
  );
}
