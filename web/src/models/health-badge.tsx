import type { CircuitState, UpstreamErrorReason } from '../gql/graphql.ts';
import { Countdown } from '../ui/countdown.tsx';
import { words } from '../ui/format.ts';
import { type HealthTarget, healthOf } from './health-feed.ts';

const looks: Readonly<Record<CircuitState, readonly [tone: string, text: string]>> = {
  CLOSED: ['good', 'Healthy'],
  OPEN: ['bad', 'Avoided'],
  HALF_OPEN: ['warning', 'In test'],
};

/** The live health of a model or key: the reason of the last failure, and the next test. */
export function HealthBadge(target: HealthTarget) {
  const { state = 'CLOSED', reason = null, until = null } = healthOf(target) ?? {};
  const [tone, text] = looks[state];
  return (
    <span class="row small">
      <span class={`badge ${tone}`}>{text}</span>
      {state === 'CLOSED' ? null : (
        <span class="soft numeric">
          {reason === null ? '' : `${explain(reason)}, `}
          {state === 'HALF_OPEN' || until === null ? (
            'the next call tests it'
          ) : (
            <>
              tested again <Countdown to={until} />
            </>
          )}
        </span>
      )}
    </span>
  );
}

function explain(reason: UpstreamErrorReason): string {
  return reason === 'TIMEOUT_FIRST_TOKEN' ? 'no first token in time' : words(reason);
}
