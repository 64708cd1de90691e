import { useEffect } from 'preact/hooks';
import { useQuery } from '../../api/use-query.ts';
import { ChatModelsDocument } from '../../gql/graphql.ts';
import { useModelChanges } from '../../models/use-model-changes.ts';
import { linkTo } from '../../navigation/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { hasScope } from '../../viewer/viewer.ts';
import { Composer } from './composer.tsx';
import { conversation, setTurns } from './conversation.ts';
import { choose, ModelPicker } from './model-picker.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import { Thread } from './thread.tsx';

/** A conversation. The address can name the model or the route. */
export function PlaygroundPage({ id }: { id: string | null }) {
  const { data, problem, isLoading, reload } = useQuery(ChatModelsDocument, {});
  useModelChanges({ after: isLoading ? undefined : data?.models.changesCursor, onGap: reload });
  const models = data?.models.nodes;
  const { settings, turns } = conversation.value;

  // The address can name what the lists do not have, such as the 101st model.
  useEffect(() => {
    if (id !== null && data !== undefined) choose(id, data);
  }, [id, data !== undefined]);

  useEffect(() => {
    if (data === undefined || id !== null) return;
    const choices = [...data.routes.nodes, ...data.models.nodes];
    if (choices.some((one) => one.id === (settings.routeId || settings.modelId))) return;
    const first =
      data.defaultRoute ??
      data.models.nodes.find(({ isDefault }) => isDefault) ??
      data.models.nodes[0];
    if (first !== undefined) choose(first.id, data);
  }, [data, settings.routeId, settings.modelId, id]);

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
        <ModelPicker data={data} />
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
