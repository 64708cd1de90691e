import { useState } from 'preact/hooks';
import { useQuery } from '../../api/use-query.ts';
import {
  ActivityDocument,
  type ActivityQuery,
  type ChatCompletionFilter,
} from '../../gql/graphql.ts';
import { nameOf } from '../../models/model-names.ts';
import { linkTo } from '../../navigation/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { count, duration, title } from '../../ui/format.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Time } from '../../ui/time.tsx';

type Completion = ActivityQuery['chatCompletions']['nodes'][number];

const filters = {
  all: {},
  running: { statuses: ['IN_PROGRESS'] },
  failed: { statuses: ['FAILED', 'INTERRUPTED'] },
} as const satisfies Record<string, ChatCompletionFilter>;

type FilterName = keyof typeof filters;

/** The API has no subscription to the list of completions. */
const pollMs = 3_000;

const tones = {
  COMPLETED: 'good',
  FAILED: 'bad',
  CANCELLED: 'warning',
  INTERRUPTED: 'warning',
  IN_PROGRESS: 'busy',
} as const;

/** Running and past completions. */
export function ActivityList() {
  const [filterName, setFilterName] = useState<FilterName>('all');
  const [after, setAfter] = useState<string | null>(null);
  const { data, problem, isLoading } = useQuery(
    ActivityDocument,
    { filter: filters[filterName] as ChatCompletionFilter, after },
    { pollMs: after === null ? pollMs : undefined },
  );
  const completions = data?.chatCompletions.nodes;
  const pageInfo = data?.chatCompletions.pageInfo;
  return (
    <>
      <PageHead title="Activity">
        <Tabs
          label="Completions to show"
          value={filterName}
          options={[
            ['all', 'All'],
            ['running', 'Running'],
            ['failed', 'Failed'],
          ]}
          onChange={(name) => {
            setAfter(null);
            setFilterName(name);
          }}
        />
      </PageHead>
      <ProblemBox problem={problem} />
      {completions === undefined ? null : completions.length > 0 ? (
        <CompletionTable completions={completions} />
      ) : isLoading ? null : (
        <Empty
          title={filterName === 'all' ? 'No completions yet' : `No ${filterName} completions`}
          action={
            <a class="button primary" href={linkTo('playground')}>
              Open the playground
            </a>
          }
        >
          Every chat and raw completion of your tenant appears here while it runs and afterwards.
        </Empty>
      )}
      <ShowMore pageInfo={pageInfo} onShow={setAfter} />
    </>
  );
}

function CompletionTable({ completions }: { completions: readonly Completion[] }) {
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            <th>Started</th>
            <th>Model</th>
            <th>Status</th>
            <th class="right">First token</th>
            <th class="right">Duration</th>
            <th class="right">Tokens</th>
          </tr>
        </thead>
        <tbody>
          {completions.map((completion) => (
            <tr key={completion.id}>
              <td>
                <a href={linkTo('activity', completion.id)}>
                  <Time at={completion.createdAt} />
                </a>
              </td>
              <td>
                {completion.model === null ? (
                  <span class="soft">deleted</span>
                ) : (
                  nameOf(completion.model)
                )}
                {completion.route === null ? null : (
                  <div class="soft small">Route {completion.route.name}</div>
                )}
                {completion.kind === 'GENERATE' ? <span class="badge">Raw</span> : null}
              </td>
              <td>
                <span class={`badge ${tones[completion.status]}`}>{title(completion.status)}</span>
                {completion.error === null ? null : (
                  <div class="soft small">{completion.error.message}</div>
                )}
              </td>
              <td class="right numeric">
                {completion.firstTokenMs === null ? '' : duration(completion.firstTokenMs)}
              </td>
              <td class="right numeric">
                {completion.durationMs === null ? '' : duration(completion.durationMs)}
              </td>
              <td class="right numeric">
                {completion.usage?.totalTokens ? count(completion.usage.totalTokens) : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
