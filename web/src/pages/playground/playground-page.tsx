import { useEffect } from 'preact/hooks';
import { useQuery } from '../../api/use-query.ts';
import { ChatModelsDocument } from '../../gql/graphql.ts';
import { nameOf } from '../../models/model-names.ts';
import { useModelChanges } from '../../models/use-model-changes.ts';
import { linkTo } from '../../navigation/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { hasScope } from '../../viewer/viewer.ts';
import { Composer } from './composer.tsx';
import { changeSettings, conversation, setTurns } from './conversation.ts';
import { SettingsPanel } from './settings-panel.tsx';
import { Thread } from './thread.tsx';

/** A conversation with a model. The address can name the model. */
export function PlaygroundPage({ id }: { id: string | null }) {
  const { data, problem, isLoading, reload } = useQuery(ChatModelsDocument, {});
  useModelChanges({ after: isLoading ? undefined : data?.models.changesCursor, onGap: reload });
  const models = data?.models.nodes;
  const { settings, turns } = conversation.value;
  const current = models?.find((model) => model.id === settings.modelId);

  useEffect(() => {
    if (id !== null) changeSettings({ modelId: id });
  }, [id]);

  useEffect(() => {
    if (models === undefined || current !== undefined || id !== null) return;
    const first = models.find(({ isDefault }) => isDefault) ?? models[0];
    if (first !== undefined) changeSettings({ modelId: first.id });
  }, [models, current, id]);

  if (models?.length === 0) {
    return (
      <>
        <PageHead title="Playground" />
        <Empty
          title="No model to chat with"
          action={
            hasScope('models:write') ? (
              <a class="button primary" href={linkTo('models', 'new')}>
                Register a model
              </a>
            ) : undefined
          }
        >
          The playground needs an active model of the type chat or vision.
        </Empty>
      </>
    );
  }
  return (
    <div class="playground">
      <PageHead title="Playground">
        <select
          class="input fit"
          aria-label="Model"
          value={settings.modelId}
          onChange={(event) => changeSettings({ modelId: event.currentTarget.value })}
        >
          {models?.map((model) => (
            <option key={model.id} value={model.id}>
              {nameOf(model)}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="button"
          disabled={turns.length === 0}
          onClick={() => setTurns([])}
        >
          New conversation
        </button>
      </PageHead>
      <ProblemBox problem={problem} />
      <SettingsPanel />
      <Thread />
      <Composer />
    </div>
  );
}
