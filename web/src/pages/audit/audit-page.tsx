import { useState } from 'preact/hooks';
import { useQuery } from '../../api/use-query.ts';
import { AuditDocument, type AuditQuery, type ModelAction } from '../../gql/graphql.ts';
import { linkTo } from '../../navigation/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { title } from '../../ui/format.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Time } from '../../ui/time.tsx';
import { hasScope } from '../../viewer/viewer.ts';

type AuditEvent = AuditQuery['auditEvents']['nodes'][number];

const actions: readonly ModelAction[] = [
  'CREATED',
  'UPDATED',
  'DELETED',
  'RESTORED',
  'TESTED',
  'CREDENTIAL_SET',
  'CREDENTIAL_CLEARED',
  'DEFAULT_SET',
  'DEFAULT_UNSET',
  'PULL_REQUESTED',
  'PULL_CANCELLED',
  'PULL_SUCCEEDED',
  'PULL_FAILED',
  'WENT_MISSING',
  'RESET',
  'CONTENT_FILTER_NEXT',
];

/** A download is a pull in the API, as in Ollama. */
const actionName = (action: ModelAction) => title(action).replace(/^Pull/, 'Download');

/** Who did what to which model, route or API key. */
export function AuditPage() {
  const [action, setAction] = useState<ModelAction | ''>('');
  const [subject, setSubject] = useState('');
  const [platform, setPlatform] = useState(false);
  const [after, setAfter] = useState<string | null>(null);
  const filter = {
    ...(action === '' ? {} : { actions: [action] }),
    ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
    ...(platform ? { platform } : {}),
  };
  const { data, problem, isLoading } = useQuery(AuditDocument, { filter, after });
  const events = data?.auditEvents.nodes;
  const pageInfo = data?.auditEvents.pageInfo;
  return (
    <>
      <PageHead title="Audit" />
      <search class="row">
        <input
          class="input search-input"
          type="search"
          aria-label="Subject"
          placeholder="Subject"
          value={subject}
          onInput={(event) => {
            setAfter(null);
            setSubject(event.currentTarget.value);
          }}
        />
        <select
          class="input fit"
          aria-label="Action"
          value={action}
          onChange={(event) => {
            setAfter(null);
            setAction(event.currentTarget.value as ModelAction | '');
          }}
        >
          <option value="">Every action</option>
          {actions.map((one) => (
            <option key={one} value={one}>
              {actionName(one)}
            </option>
          ))}
        </select>
        {hasScope('platform:admin') ? (
          <label class="check">
            <input
              type="checkbox"
              checked={platform}
              onChange={(event) => {
                setAfter(null);
                setPlatform(event.currentTarget.checked);
              }}
            />
            Built-in models and routes
          </label>
        ) : null}
      </search>
      <ProblemBox problem={problem} />
      {events === undefined ? null : events.length > 0 ? (
        <EventTable events={events} />
      ) : isLoading ? null : (
        <Empty title="No events">
          Every change to a model or a route is recorded here, with the subject that made it.
        </Empty>
      )}
      <ShowMore pageInfo={pageInfo} onShow={setAfter} />
    </>
  );
}

function EventTable({ events }: { events: readonly AuditEvent[] }) {
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            <th>Time</th>
            <th>Subject</th>
            <th>Action</th>
            <th>Object</th>
            <th>Fields</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td class="soft">
                <Time at={event.at} />
              </td>
              <td>{event.subject ?? <span class="soft">the server</span>}</td>
              <td>{actionName(event.action)}</td>
              <td>
                {event.model === null ? (
                  (event.modelName ?? event.routeName ?? event.apiKeyName)
                ) : (
                  <a href={linkTo('models', event.model.id)}>{event.modelName}</a>
                )}
              </td>
              <td class="soft mono small">{event.fields.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
