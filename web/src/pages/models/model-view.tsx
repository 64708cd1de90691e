import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { subscribe } from '../../api/subscribe.ts';
import { useQuery } from '../../api/use-query.ts';
import {
  ModelByIdDocument,
  type ModelDetailsFragment,
  PullModelDocument,
  TestModelDocument,
  type TestModelInput,
} from '../../gql/graphql.ts';
import { nameOf } from '../../models/model-names.ts';
import { LivePullBar } from '../../models/pull-bar.tsx';
import { useModelChanges } from '../../models/use-model-changes.ts';
import { linkTo } from '../../navigation/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAction } from '../../ui/use-action.ts';
import { hasScope } from '../../viewer/viewer.ts';
import { CredentialCard } from './credential-card.tsx';
import { DefaultButton } from './default-button.tsx';
import { DeleteButton } from './delete-button.tsx';
import { EditForm } from './edit-form.tsx';
import { HealthCard } from './health-card.tsx';
import { KeysCard } from './keys-card.tsx';
import { ModelFacts } from './model-facts.tsx';
import { TestSteps } from './test-steps.tsx';

/** One model: facts, status, and everything that can be done with it. */
export function ModelView({ id }: { id: string }) {
  const { data, problem, isLoading, reload } = useQuery(ModelByIdDocument, { id });
  useModelChanges({ after: isLoading ? undefined : data?.models.changesCursor, onGap: reload });
  const model = data?.model;
  if (model) return <View model={model} />;
  return (
    <>
      <PageHead title="Model">
        <a class="button" href={linkTo('models')}>
          All models
        </a>
      </PageHead>
      <ProblemBox problem={problem} />
      {isLoading || problem !== null ? null : (
        <Empty title="This model does not exist">It may have been deleted.</Empty>
      )}
    </>
  );
}

function View({ model }: { model: ModelDetailsFragment }) {
  const mayChange = hasScope(model.isBuiltin ? 'platform:admin' : 'models:write');
  const isChat = model.type === 'CHAT' || model.type === 'VISION';
  return (
    <>
      <PageHead title={nameOf(model)}>
        <a class="button" href={linkTo('models')}>
          <Icon name="back" size={16} />
          Models
        </a>
        {hasScope('models:write') ? <DefaultButton model={model} /> : null}
        {isChat && model.status === 'ACTIVE' && hasScope('models:use') ? (
          <a class="button primary" href={linkTo('playground', model.id)}>
            <Icon name="playground" size={16} />
            Chat
          </a>
        ) : null}
      </PageHead>
      <div class="columns">
        <div class="stack">
          <ModelFacts model={model} />
          <HealthCard model={model} />
          {model.source === 'LOCAL' ? (
            <DownloadCard model={model} />
          ) : mayChange ? (
            <>
              <CredentialCard model={model} />
              <KeysCard model={model} />
            </>
          ) : null}
          {hasScope('models:write') && model.status === 'ACTIVE' ? (
            <section class="card" aria-labelledby="test">
              <h2 id="test">Test</h2>
              <TestSteps
                start={({ next, end }) =>
                  subscribe(TestModelDocument, () => ({ input: testInput(model) }), {
                    next: ({ testModel }) => next(testModel),
                    ...(end ? { end } : {}),
                  })
                }
              />
            </section>
          ) : null}
        </div>
        {mayChange ? (
          <div class="stack">
            <EditForm model={model} />
            <DeleteButton model={model} />
          </div>
        ) : null}
      </div>
    </>
  );
}

/** Tests what the type of the model can do. A successful step records a capability. */
function testInput({ id, type }: ModelDetailsFragment): TestModelInput {
  const isChat = type === 'CHAT' || type === 'VISION';
  return { id, tools: isChat, jsonSchema: isChat, vision: type === 'VISION' };
}

function DownloadCard({ model }: { model: ModelDetailsFragment }) {
  const update = useAction(async () =>
    payloadOf((await mutate(PullModelDocument, { input: { id: model.id } })).pullModel),
  );
  const mayChange = hasScope(model.isBuiltin ? 'platform:admin' : 'models:write');
  const isOpen = model.pull?.state === 'QUEUED' || model.pull?.state === 'RUNNING';
  const hasRetry = model.pull?.state === 'FAILED' || model.pull?.state === 'CANCELLED';
  return (
    <section class="card stack" aria-labelledby="download">
      <h2 id="download">Download</h2>
      {model.pull === null ? (
        <p class="soft">Ollama had the model already.</p>
      ) : (
        <LivePullBar model={model} pull={model.pull} />
      )}
      {mayChange && !isOpen && !hasRetry ? (
        <div>
          <button
            type="button"
            class="button"
            disabled={update.isRunning}
            onClick={() => update.run()}
          >
            {model.status === 'ACTIVE' ? 'Download the newest version' : 'Download'}
          </button>
        </div>
      ) : null}
      <ProblemBox problem={update.problem} />
    </section>
  );
}
