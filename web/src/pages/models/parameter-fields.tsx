import type { Problem } from '../../api/problem.ts';
import type { ModelType } from '../../gql/graphql.ts';
import { Field } from '../../ui/field.tsx';
import type { NumericParameter, ParameterTexts } from './model-draft.ts';

interface ParameterFieldsProps {
  readonly type: ModelType;
  readonly isLocal: boolean;
  readonly values: ParameterTexts;
  readonly problem: Problem | null;
  readonly onChange: (values: ParameterTexts) => void;
}

interface Parameter {
  readonly name: NumericParameter;
  readonly label: string;
  readonly hint?: string;
  readonly step?: string;
  readonly for: (type: ModelType) => boolean;
}

const generates = (type: ModelType) => type === 'CHAT' || type === 'VISION';
const always = () => true;

const parameters: readonly Parameter[] = [
  { name: 'temperature', label: 'Temperature', hint: '0 to 2', step: '0.1', for: generates },
  { name: 'topP', label: 'Top P', hint: '0 to 1', step: '0.05', for: generates },
  { name: 'topK', label: 'Top K', hint: 'Number of tokens', for: generates },
  { name: 'minP', label: 'Min P', hint: '0 to 1', step: '0.01', for: generates },
  {
    name: 'repetitionPenalty',
    label: 'Repetition penalty',
    hint: '1: none',
    step: '0.05',
    for: generates,
  },
  { name: 'maxTokens', label: 'Maximum tokens', hint: 'Per response', for: generates },
  { name: 'contextWindow', label: 'Context window', hint: 'Tokens', for: always },
  {
    name: 'embeddingDimensions',
    label: 'Dimensions',
    hint: 'Of each vector',
    for: (type) => type === 'EMBEDDING',
  },
  { name: 'maxConcurrency', label: 'Simultaneous calls', hint: 'Default: no limit', for: always },
  { name: 'maxRetries', label: 'Retries', hint: '0 to 5, default 0', for: always },
  {
    name: 'firstTokenTimeoutMs',
    label: 'First token timeout',
    hint: 'Milliseconds, default 60000, for local models 300000',
    for: always,
  },
  {
    name: 'idleTimeoutMs',
    label: 'Idle timeout',
    hint: 'Milliseconds, default 120000',
    for: always,
  },
];

/** Default options and limits; an empty field is the default of the provider or the server. */
export function ParameterFields(props: ParameterFieldsProps) {
  const { type, isLocal, values, problem, onChange } = props;
  return (
    <div class="parameter-grid">
      {parameters
        .filter((parameter) => parameter.for(type))
        .map(({ name, label, hint, step = '1' }) => (
          <Field key={name} name={name} label={label} hint={hint} problem={problem}>
            <input
              class="input"
              type="number"
              step={step}
              value={values[name] ?? ''}
              onInput={(event) => onChange({ ...values, [name]: event.currentTarget.value })}
            />
          </Field>
        ))}
      {isLocal ? (
        <Field name="keepAlive" label="Keep loaded" hint="Such as 5m; -1: always" problem={problem}>
          <input
            class="input"
            value={values.keepAlive ?? ''}
            onInput={(event) => onChange({ ...values, keepAlive: event.currentTarget.value })}
          />
        </Field>
      ) : null}
    </div>
  );
}
