import { useEffect, useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { useQuery } from '../../api/use-query.ts';
import { Attempts } from '../../chat/attempts.tsx';
import { emptyResponse, type FollowedResponse, followCompletion } from '../../chat/response.ts';
import { ResponseView } from '../../chat/response-view.tsx';
import { CancelChatDocument, CompletionByIdDocument } from '../../gql/graphql.ts';
import { nameOf } from '../../models/model-names.ts';
import { linkTo } from '../../navigation/route.ts';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Time } from '../../ui/time.tsx';
import { useAction } from '../../ui/use-action.ts';

/** One completion: attaches to it while it runs, and shows its stored events afterwards. */
export function CompletionView({ id }: { id: string }) {
  const { data, problem } = useQuery(CompletionByIdDocument, { id });
  const [followed, setFollowed] = useState<FollowedResponse | null>(null);
  useEffect(() => {
    const started = followCompletion(id);
    setFollowed(started);
    return started.leave;
  }, [id]);
  const cancel = useAction(async () =>
    payloadOf((await mutate(CancelChatDocument, { input: { completionId: id } })).cancelChat),
  );
  const state = followed?.state.value ?? emptyResponse;
  const isRunning = state.ending === null && state.problem === null;
  const completion = data?.chatCompletion;
  const { attempts = [], route = null } = state.ending ?? completion ?? {};
  return (
    <>
      <PageHead title="Completion">
        <a class="button" href={linkTo('activity')}>
          <Icon name="back" size={16} />
          Activity
        </a>
        {isRunning ? (
          <button
            type="button"
            class="button danger"
            disabled={cancel.isRunning}
            onClick={() => cancel.run()}
          >
            <Icon name="stop" size={16} />
            Cancel
          </button>
        ) : null}
      </PageHead>
      <ProblemBox problem={problem ?? cancel.problem} />
      {completion ? (
        <p class="soft">
          {completion.model === null ? (
            'A model that was deleted'
          ) : (
            <a href={linkTo('models', completion.model.id)}>{nameOf(completion.model)}</a>
          )}
          {route === null ? null : (
            <>
              {' '}
              of the route <a href={linkTo('routes', route.id)}>{route.name}</a>
            </>
          )}
          , started <Time at={completion.createdAt} />
        </p>
      ) : null}
      <div class="card">
        <ResponseView state={state} />
      </div>
      {attempts.length === 0 ? null : (
        <div class="stack">
          <h2>Attempts</h2>
          <Attempts attempts={attempts} />
        </div>
      )}
    </>
  );
}
