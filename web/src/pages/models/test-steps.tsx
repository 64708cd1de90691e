import { useEffect, useRef, useState } from 'preact/hooks';
import { type Problem, payloadOf, problemOf } from '../../api/problem.ts';
import type { StreamHandlers } from '../../api/subscribe.ts';
import type { TestStepFragment } from '../../gql/graphql.ts';
import { duration } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';

type Step = TestStepFragment & { readonly __typename: 'ModelTestStep' };
type Item = Step | { readonly __typename: string; readonly code: string; readonly message: string };

interface TestStepsProps {
  /** Starts the test, and returns a function that ends it. */
  readonly start: (handlers: StreamHandlers<Item>) => () => void;
}

const names: Readonly<Record<Step['name'], string>> = {
  ADDRESS: 'Address is allowed',
  CONNECTION: 'Server responds',
  CREDENTIAL: 'Credential is accepted',
  MODEL: 'Model exists',
  ANSWER: 'Model responds',
  TOOLS: 'Model calls a tool',
  THINKING: 'Model reasons',
  VISION: 'Model reads an image',
  JSON_SCHEMA: 'Model follows a JSON schema',
};

/** A button that tests a model, and each step as it happens. */
export function TestSteps({ start }: TestStepsProps) {
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [phase, setPhase] = useState<'idle' | 'running' | 'done'>('idle');
  const stop = useRef<() => void>(() => {});
  useEffect(() => () => stop.current(), []);
  const run = () => {
    setSteps([]);
    setProblem(null);
    setPhase('running');
    stop.current = start({
      next: (item) => {
        try {
          const step = payloadOf(item) as Step; // an error has been thrown
          setSteps((before) => [...before, step]);
        } catch (error) {
          setProblem(problemOf(error));
        }
      },
      end: (failure) => {
        if (failure !== null) setProblem(failure);
        setPhase('done');
      },
    });
  };
  const isOk = phase === 'done' && problem === null && steps.every(({ ok }) => ok);
  return (
    <div class="stack">
      <div class="row">
        <button type="button" class="button" disabled={phase === 'running'} onClick={run}>
          {phase === 'running' ? 'Testing…' : phase === 'done' ? 'Test again' : 'Test'}
        </button>
        <span role="status" class={isOk ? 'badge good' : 'soft small'}>
          {isOk
            ? 'Every step succeeded'
            : phase === 'idle'
              ? 'Uses a few tokens.'
              : phase === 'done'
                ? 'The test failed'
                : ''}
        </span>
      </div>
      <ProblemBox problem={problem} />
      <ol class="steps">
        {steps.map((step) => (
          <StepLine key={step.name} step={step} />
        ))}
        {phase === 'running' ? (
          <li>
            <span class="spinner" />
            <span class="soft">Running the next step…</span>
          </li>
        ) : null}
      </ol>
    </div>
  );
}

function StepLine({ step }: { step: Step }) {
  const { ok, name, detail, durationMs, error } = step;
  return (
    <li>
      <span class={ok ? 'good' : 'bad'}>
        <Icon name={ok ? 'check' : 'close'} />
        <span class="visually-hidden">{ok ? 'Succeeded:' : 'Failed:'}</span>
      </span>
      <div>
        {names[name]}
        {detail === null ? null : <div class="soft small">{detail}</div>}
        {error === null ? null : <div class="bad small">{error.message}</div>}
        {error?.detail ? <div class="bad small mono">{error.detail}</div> : null}
      </div>
      <span class="soft numeric">{durationMs === null ? '' : duration(durationMs)}</span>
    </li>
  );
}
