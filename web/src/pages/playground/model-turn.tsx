import { useSignalEffect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { payloadOf, problemOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { Attempts } from '../../chat/attempts.tsx';
import { emptyResponse, type FollowedResponse, followCompletion } from '../../chat/response.ts';
import { ResponseView } from '../../chat/response-view.tsx';
import { StartChatDocument } from '../../gql/graphql.ts';
import { changeModelTurn, conversation, type ModelTurn, toChatInput } from './conversation.ts';

/** A response: starts it, follows it, and stores it when it has ended. */
export function ModelTurnView({ turn }: { turn: ModelTurn }) {
  if (turn.response !== null) {
    const { ending } = turn.response;
    return (
      <div class="stack">
        <ResponseView state={turn.response} />
        {ending !== null && ending.attempts.length > 1 ? (
          <Attempts attempts={ending.attempts} />
        ) : null}
      </div>
    );
  }
  if (turn.completionId === null) return <Starting turn={turn} />;
  return <Following requestId={turn.requestId} completionId={turn.completionId} />;
}

/** The request ID makes it safe to start again after a reload. */
function Starting({ turn: { requestId } }: { turn: ModelTurn }) {
  useEffect(() => {
    void start(requestId);
  }, [requestId]);
  return <ResponseView state={emptyResponse} />;
}

async function start(requestId: string): Promise<void> {
  try {
    const input = toChatInput(conversation.peek(), requestId);
    const { completion } = payloadOf((await mutate(StartChatDocument, { input })).startChat);
    changeModelTurn(requestId, { completionId: completion.id });
  } catch (error) {
    changeModelTurn(requestId, { response: { ...emptyResponse, problem: problemOf(error) } });
  }
}

interface FollowingProps {
  readonly requestId: string;
  readonly completionId: string;
}

function Following({ requestId, completionId }: FollowingProps) {
  const [followed, setFollowed] = useState<FollowedResponse | null>(null);
  useEffect(() => {
    const started = followCompletion(completionId);
    setFollowed(started);
    return started.leave;
  }, [completionId]);
  if (followed === null) return <ResponseView state={emptyResponse} />;
  return <Followed key={completionId} requestId={requestId} followed={followed} />;
}

function Followed({ requestId, followed }: { requestId: string; followed: FollowedResponse }) {
  useSignalEffect(() => {
    const response = followed.state.value;
    if (response.ending !== null || response.problem !== null) {
      // Not within the effect, which would read the conversation that it changes.
      queueMicrotask(() => changeModelTurn(requestId, { response }));
    }
  });
  return <ResponseView state={followed.state.value} />;
}
