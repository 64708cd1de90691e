import type { AttemptPartsFragment } from '../gql/graphql.ts';
import { nameOf } from '../models/model-names.ts';
import { duration, title } from '../ui/format.ts';

/** The requests to providers for one completion, in their order. */
export function Attempts({ attempts }: { attempts: readonly AttemptPartsFragment[] }) {
  const hasKeys = attempts.some(({ keyLabel }) => keyLabel !== null);
  return (
    <section
      class="table-scroll"
      aria-label="Attempts"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it.
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <th>Model</th>
            {hasKeys ? <th>Key</th> : null}
            <th>Result</th>
            <th class="right">First token</th>
            <th class="right">Duration</th>
            <th>Billing</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt, index) => (
            <tr key={attempt.startedAt}>
              <td>
                {attempt.model === null ? <span class="soft">deleted</span> : nameOf(attempt.model)}
              </td>
              {hasKeys ? <td>{attempt.keyLabel ?? <span class="soft">its own</span>}</td> : null}
              <td>
                <Result attempt={attempt} isLast={index === attempts.length - 1} />
              </td>
              <td class="right numeric">
                {attempt.firstTokenMs === null ? '' : duration(attempt.firstTokenMs)}
              </td>
              <td class="right numeric">{duration(attempt.durationMs)}</td>
              <td class="soft">{attempt.mayBeBilled ? 'May be billed' : 'Not billed'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ResultProps {
  readonly attempt: AttemptPartsFragment;
  readonly isLast: boolean;
}

function Result({ attempt: { error }, isLast }: ResultProps) {
  if (error === null) {
    return isLast ? (
      <span class="badge">No error</span>
    ) : (
      <span class="badge warning">No end reported</span>
    );
  }
  return (
    <>
      <span class="badge bad">{title(error.reason)}</span>
      <div class="soft small">{error.detail ?? error.message}</div>
    </>
  );
}
