import type { UsageQuery } from '../../gql/graphql.ts';
import { nameOf } from '../../models/model-names.ts';
import { count, duration } from '../../ui/format.ts';

type Row = UsageQuery['byModel'][number];

export function usageNameOf({ model, modelId }: Row): string {
  return model === null ? `deleted model ${modelId?.slice(-6) ?? ''}` : nameOf(model);
}

export function UsageTable({ rows }: { rows: readonly Row[] }) {
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            <th>Model</th>
            <th class="right">Calls</th>
            <th class="right">Failures</th>
            <th class="right">Input tokens</th>
            <th class="right">Generated tokens</th>
            <th class="right">First token (p50, p95)</th>
            <th class="right">Duration (p50, p95)</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.modelId}>
              <td>{usageNameOf(row)}</td>
              <td class="right numeric">{count(row.calls)}</td>
              <td class="right numeric">{count(row.failures)}</td>
              <td class="right numeric">{count(row.promptTokens)}</td>
              <td class="right numeric">{count(row.completionTokens)}</td>
              <td class="right numeric">{percentiles(row.firstTokenMs)}</td>
              <td class="right numeric">{percentiles(row.durationMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function percentiles(values: Row['durationMs']): string {
  return values === null ? '' : `${duration(values.p50)}, ${duration(values.p95)}`;
}
