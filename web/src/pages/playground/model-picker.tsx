import type { ChatModelsQuery } from '../../gql/graphql.ts';
import { nameOf } from '../../models/model-names.ts';
import { changeSettings, conversation } from './conversation.ts';

/** Chooses the model or the route of the next requests. */
export function ModelPicker({ data }: { data: ChatModelsQuery | undefined }) {
  const { modelId, routeId } = conversation.value.settings;
  const models = (data?.models.nodes ?? []).map((model) => (
    <option key={model.id} value={model.id}>
      {nameOf(model)}
    </option>
  ));
  const routes = data?.routes.nodes ?? [];
  return (
    <select
      class="input fit"
      aria-label="Model"
      value={routeId || modelId}
      onChange={(event) => choose(event.currentTarget.value, data)}
    >
      {routes.length === 0 ? (
        models
      ) : (
        <>
          <optgroup label="Routes">
            {routes.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
          <optgroup label="Models">{models}</optgroup>
        </>
      )}
    </select>
  );
}

/** @param id of a model or a route */
export function choose(id: string, data: ChatModelsQuery | undefined): void {
  const isRoute = data?.routes.nodes.some((route) => route.id === id) ?? false;
  changeSettings(isRoute ? { modelId: '', routeId: id } : { modelId: id, routeId: '' });
}
