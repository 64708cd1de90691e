import { useEffect, useState } from 'preact/hooks';
import { client } from '../api/client.ts';
import { payloadOf } from '../api/problem.ts';
import { mutate } from '../api/query.ts';
import {
  CancelOllamaPullDocument,
  CancelPullDocument,
  PullModelDocument,
  type PullPartsFragment,
  PullProgressDocument,
  type PullProgressSubscription,
} from '../gql/graphql.ts';
import { duration, size } from '../ui/format.ts';
import { ProblemBox } from '../ui/problem-box.tsx';
import { Progress } from '../ui/progress.tsx';
import { useAction } from '../ui/use-action.ts';
import { hasScope } from '../viewer/viewer.ts';

interface PullBarProps {
  /** The registered model that waits for it; null when there is none. */
  readonly model: { readonly id: string; readonly isBuiltin: boolean } | null;
  readonly pull: PullPartsFragment;
}

const isOpen = ({ state }: PullPartsFragment) => state === 'QUEUED' || state === 'RUNNING';

/** A download that follows its progress. */
export function LivePullBar({ model, pull }: PullBarProps & { readonly model: { id: string } }) {
  return <PullBar model={model} pull={usePullProgress(model.id, pull)} />;
}

/** A download with its rate, the time left, and what can be done about it. */
export function PullBar({ model, pull }: PullBarProps) {
  const isRunning = isOpen(pull);
  const modelId = model?.id ?? '';
  const retry = useAction(async () =>
    payloadOf((await mutate(PullModelDocument, { input: { id: modelId } })).pullModel),
  );
  const cancel = useAction(async () => {
    if (model === null) {
      const input = { id: pull.id };
      payloadOf((await mutate(CancelOllamaPullDocument, { input })).cancelOllamaPull);
    } else payloadOf((await mutate(CancelPullDocument, { input: { id: modelId } })).cancelPull);
  });
  // A platform administrator has begun a download that no model waits for.
  const isPlatforms = model === null || model.isBuiltin;
  const mayChange = hasScope(isPlatforms ? 'platform:admin' : 'models:write');
  const share = pull.totalBytes > 0 ? pull.completedBytes / pull.totalBytes : null;
  return (
    <div class="pull">
      {isRunning ? <Progress label={`Download of ${pull.name}`} share={share} /> : null}
      <div class="row small">
        <span class="grow soft numeric">{describe(pull)}</span>
        {mayChange && isRunning ? (
          <button
            type="button"
            class="button compact"
            disabled={cancel.isRunning}
            onClick={() => cancel.run()}
          >
            Cancel
          </button>
        ) : null}
        {mayChange && model !== null && (pull.state === 'FAILED' || pull.state === 'CANCELLED') ? (
          <button
            type="button"
            class="button compact"
            disabled={retry.isRunning}
            onClick={() => retry.run()}
          >
            Try again
          </button>
        ) : null}
      </div>
      {pull.error === null ? null : <div class="small pull-error">{pull.error}</div>}
      <ProblemBox problem={cancel.problem ?? retry.problem} />
    </div>
  );
}

/** Returns the newest state of a download. The cache takes it too. */
function usePullProgress(modelId: string, pull: PullPartsFragment): PullPartsFragment {
  const api = client.value;
  const [newest, setNewest] = useState(pull);
  const isRunning = isOpen(pull);
  useEffect(() => {
    if (!isRunning) return;
    const document = PullProgressDocument.toString();
    const source = api.subscription<PullProgressSubscription>(document, { modelId });
    return source.subscribe(({ data }) => {
      const state = data?.pullProgress;
      if (state?.__typename === 'Pull') setNewest(state);
    }).unsubscribe;
  }, [api, modelId, isRunning]);
  return isRunning && newest.id === pull.id ? newest : pull;
}

function describe(pull: PullPartsFragment): string {
  const { state, phase, completedBytes, totalBytes, bytesPerSecond } = pull;
  if (state === 'SUCCEEDED') return `Downloaded, ${size(totalBytes)}`;
  if (state === 'CANCELLED') return 'Cancelled';
  if (state === 'FAILED') return 'Failed';
  if (totalBytes === 0) return phase ?? 'Waiting to start';
  const parts = [`${size(completedBytes)} of ${size(totalBytes)}`];
  if (bytesPerSecond) {
    parts.push(`${size(bytesPerSecond)}/s`);
    const leftMs = ((totalBytes - completedBytes) / bytesPerSecond) * 1000;
    if (leftMs > 0) parts.push(`${duration(leftMs)} left`);
  } else if (phase !== null) parts.push(phase);
  return parts.join(' · ');
}
