import { useState } from 'preact/hooks';
import { useQuery } from '../../api/use-query.ts';
import { UsageDocument, type UsageQuery } from '../../gql/graphql.ts';
import { linkTo } from '../../navigation/route.ts';
import { boundsOf, daysUntilToday } from '../../ui/days.ts';
import { Empty } from '../../ui/empty.tsx';
import { compact, count, duration } from '../../ui/format.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Chart, type Series } from './chart.tsx';
import { UsageTable, usageNameOf } from './usage-table.tsx';

const ranges = [7, 30, 90] as const;
const colors = ['--chart-1', '--chart-2', '--chart-3', '--chart-4', '--chart-5'] as const;
const otherColor = '--chart-other';

/** Tokens, calls, failures and latencies of the tenant. */
export function UsagePage() {
  const [length, setLength] = useState<number>(30);
  const days = daysUntilToday(length);
  const { data, problem } = useQuery(UsageDocument, boundsOf(days));
  const [total] = data?.total ?? [];
  const byDay = new Map(data?.byDay.map((row) => [row.day, row]));
  const ofDays = (read: (row: UsageQuery['byDay'][number]) => number | null) =>
    days.map((day) => {
      const row = byDay.get(day);
      return row === undefined ? null : read(row);
    });
  return (
    <>
      <PageHead title="Usage">
        <select
          class="input fit"
          aria-label="Period"
          value={length}
          onChange={(event) => setLength(Number(event.currentTarget.value))}
        >
          {ranges.map((range) => (
            <option key={range} value={range}>
              Last {range} days
            </option>
          ))}
        </select>
      </PageHead>
      <ProblemBox problem={problem} />
      {data === undefined ? null : total === undefined || total.calls === 0 ? (
        <Empty
          title="No usage in this period"
          action={
            <a class="button primary" href={linkTo('playground')}>
              Open the playground
            </a>
          }
        >
          Chat with a model, or choose a longer period.
        </Empty>
      ) : (
        <>
          <dl class="totals">
            <Total label="Calls" value={count(total.calls)} />
            <Total label="Failures" value={count(total.failures)} />
            <Total label="Input tokens" value={compact(total.promptTokens)} />
            <Total label="Generated tokens" value={compact(total.completionTokens)} />
            <Total
              label="First token, median"
              value={total.firstTokenMs === null ? '–' : duration(total.firstTokenMs.p50)}
            />
          </dl>
          <div class="columns">
            <Chart
              title="Tokens by model"
              kind="bars"
              days={days}
              series={tokensByModel(data, days)}
              format={compact}
            />
            <Chart
              title="Calls"
              kind="bars"
              days={days}
              series={[
                {
                  label: 'Failed',
                  color: '--chart-bad',
                  values: ofDays(({ failures }) => failures),
                },
                {
                  label: 'Succeeded or cancelled',
                  color: '--chart-1',
                  values: ofDays(({ calls, failures }) => calls - failures),
                },
              ]}
              format={compact}
            />
            <Chart
              title="Time to first token"
              kind="lines"
              days={days}
              series={[
                {
                  label: 'Median',
                  color: '--chart-1',
                  values: ofDays(({ firstTokenMs }) => firstTokenMs?.p50 ?? null),
                },
                {
                  label: '95th percentile',
                  color: '--chart-2',
                  values: ofDays(({ firstTokenMs }) => firstTokenMs?.p95 ?? null),
                },
              ]}
              format={duration}
            />
            <Chart
              title="Duration"
              kind="lines"
              days={days}
              series={[
                {
                  label: 'Median',
                  color: '--chart-1',
                  values: ofDays(({ durationMs }) => durationMs?.p50 ?? null),
                },
                {
                  label: '95th percentile',
                  color: '--chart-2',
                  values: ofDays(({ durationMs }) => durationMs?.p95 ?? null),
                },
              ]}
              format={duration}
            />
          </div>
          <UsageTable rows={data.byModel} />
        </>
      )}
    </>
  );
}

function Total({ label, value }: { label: string; value: string }) {
  return (
    <div class="card">
      <dt class="soft small">{label}</dt>
      <dd class="numeric">{value}</dd>
    </div>
  );
}

/** The models with the most tokens, and the sum of the others. */
function tokensByModel(data: UsageQuery, days: readonly string[]): readonly Series[] {
  const models = data.byModel.toSorted((one, other) => other.totalTokens - one.totalTokens);
  const valuesOf = (ids: ReadonlySet<string | null>) =>
    days.map((day) =>
      data.byDayAndModel
        .filter((row) => row.day === day && ids.has(row.modelId))
        .reduce((sum, { totalTokens }) => sum + totalTokens, 0),
    );
  const top = models.slice(0, colors.length).map((row, index) => ({
    label: usageNameOf(row),
    color: colors[index] ?? otherColor,
    values: valuesOf(new Set([row.modelId])),
  }));
  const others = models.slice(colors.length);
  if (others.length === 0) return top;
  const values = valuesOf(new Set(others.map(({ modelId }) => modelId)));
  return [...top, { label: `${others.length} others`, color: otherColor, values }];
}
