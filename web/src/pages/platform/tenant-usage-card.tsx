import { useQuery } from '../../api/use-query.ts';
import { TenantUsageDocument } from '../../gql/graphql.ts';
import { boundsOf, daysUntilToday } from '../../ui/days.ts';
import { count } from '../../ui/format.ts';
import { ProblemBox } from '../../ui/problem-box.tsx';

const days = 30;

/** Calls and tokens of each tenant. */
export function TenantUsageCard() {
  const { data, problem } = useQuery(TenantUsageDocument, boundsOf(daysUntilToday(days)));
  const rows = data?.usage.toSorted((one, other) => other.calls - one.calls) ?? [];
  return (
    <section class="card stack" aria-labelledby="tenants">
      <h2 id="tenants">Usage of all tenants, last {days} days</h2>
      <ProblemBox problem={problem} />
      {data !== undefined && rows.length === 0 ? (
        <p class="soft">No tenant has called a model.</p>
      ) : null}
      {rows.length === 0 ? null : (
        <div class="table-scroll">
          <table>
            <thead>
              <tr>
                <th>Tenant</th>
                <th class="right">Calls</th>
                <th class="right">Failures</th>
                <th class="right">Input tokens</th>
                <th class="right">Generated tokens</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.tenantId}>
                  <td class="mono">{row.tenantId}</td>
                  <td class="right numeric">{count(row.calls)}</td>
                  <td class="right numeric">{count(row.failures)}</td>
                  <td class="right numeric">{count(row.promptTokens)}</td>
                  <td class="right numeric">{count(row.completionTokens)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
