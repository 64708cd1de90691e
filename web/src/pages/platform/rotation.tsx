import { useEffect, useState } from 'preact/hooks';
import { type Problem, payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { subscribe } from '../../api/subscribe.ts';
import {
  KeyRotationDocument,
  type KeyRotationSubscription,
  type KeyUseFragment,
  RotateEncryptionKeysDocument,
} from '../../gql/graphql.ts';
import { count } from '../../ui/format.ts';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Time } from '../../ui/time.tsx';
import { useAction } from '../../ui/use-action.ts';

type State = KeyRotationSubscription['keyRotation'];

interface RotationProps {
  /** Receives the use of the keys before and after a rotation. */
  readonly onStatus: (status: KeyUseFragment) => void;
}

/** Starts a key rotation and follows it, on whichever server process it runs. */
export function Rotation({ onStatus }: RotationProps) {
  const [rotation, setRotation] = useState<State | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [round, setRound] = useState(0);
  // The subscription ends with each rotation.
  useEffect(
    () =>
      subscribe(KeyRotationDocument, () => ({}), {
        next: ({ keyRotation }) => {
          setRotation(keyRotation);
          if (keyRotation.encryptionStatus !== null) onStatus(keyRotation.encryptionStatus);
        },
        end: setProblem,
      }),
    [round, onStatus],
  );
  const start = useAction(async () => {
    payloadOf((await mutate(RotateEncryptionKeysDocument, {})).rotateEncryptionKeys);
    setRound((before) => before + 1);
  });
  const isRunning = rotation?.state === 'RUNNING';
  return (
    <div class="stack">
      {isRunning ? (
        <Progress
          label="Key rotation"
          share={rotation.total > 0 ? rotation.completed / rotation.total : null}
        />
      ) : null}
      <div class="row">
        <span class="grow soft numeric" role="status">
          {rotation === null ? '' : describe(rotation)}{' '}
          {rotation?.finishedAt ? <Time at={rotation.finishedAt} /> : null}
        </span>
        <button
          type="button"
          class="button"
          disabled={isRunning || start.isRunning}
          onClick={() => start.run()}
        >
          Encrypt everything with the first key
        </button>
      </div>
      <ProblemBox problem={start.problem ?? problem} />
    </div>
  );
}

function describe({ state, completed, total, unreadable }: State): string {
  const progress = `${count(completed)} of ${count(total)} values`;
  const rest = unreadable > 0 ? `, ${count(unreadable)} cannot be decrypted` : '';
  switch (state) {
    case 'IDLE':
      return 'The keys have never been rotated.';
    case 'RUNNING':
      return `Rotating: ${progress}${rest}`;
    case 'FINISHED':
      return `Last rotation: ${progress} encrypted${rest},`;
    case 'FAILED':
      return `The last rotation stopped after ${progress}${rest}. Start it again to continue. It stopped`;
  }
}
