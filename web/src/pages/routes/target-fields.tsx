import { useQuery } from '../../api/use-query.ts';
import { type ModelType, RouteModelsDocument } from '../../gql/graphql.ts';
import { nameOf } from '../../models/model-names.ts';
import { Field } from '../../ui/field.tsx';
import type { DraftTarget } from './route-draft.ts';
import { TargetRow } from './target-row.tsx';

interface TargetFieldsProps {
  readonly type: ModelType;
  /** A built-in route can have built-in models only. */
  readonly isBuiltin: boolean;
  readonly targets: readonly DraftTarget[];
  readonly onChange: (targets: readonly DraftTarget[]) => void;
}

/** The models of a route: adds, reorders and removes them. */
export function TargetFields({ type, isBuiltin, targets, onChange }: TargetFieldsProps) {
  const types: ModelType[] = type === 'CHAT' || type === 'VISION' ? ['CHAT', 'VISION'] : [type];
  const filter = { types, ...(isBuiltin ? { isBuiltin } : {}) };
  const { data } = useQuery(RouteModelsDocument, { filter });
  const isUsed = (id: string) => targets.some(({ modelId }) => modelId === id);
  const offered = data?.models.nodes.filter(({ id }) => !isUsed(id)) ?? [];
  const add = (id: string) => {
    const model = offered.find((one) => one.id === id);
    if (model === undefined) return;
    const added = { modelId: id, name: nameOf(model), isBuiltin: model.isBuiltin };
    onChange([...targets, { ...added, isShared: false, weight: '1' }]);
  };
  const move = (from: number, to: number) => {
    const next = [...targets];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
  };
  return (
    <fieldset class="target-fields stack">
      <legend>Models</legend>
      <p class="soft small">
        A call uses the first model that can serve it. Models that share a position share the calls
        by their weights.
      </p>
      {targets.length === 0 ? null : (
        <ol>
          {targets.map((target, index) => (
            <TargetRow
              key={target.modelId}
              target={target}
              index={index}
              count={targets.length}
              isInGroup={(index > 0 && target.isShared) || targets[index + 1]?.isShared === true}
              onChange={(part) =>
                onChange(targets.map((one) => (one === target ? { ...one, ...part } : one)))
              }
              onMove={(to) => move(index, to)}
              onRemove={() => onChange(targets.filter((one) => one !== target))}
            />
          ))}
        </ol>
      )}
      {data !== undefined && offered.length === 0 && targets.length === 0 ? (
        <p class="soft">No model can be added. Register one of this type first.</p>
      ) : (
        <Field label="Add a model">
          <select
            class="input"
            value=""
            disabled={offered.length === 0}
            onChange={(event) => {
              add(event.currentTarget.value);
              event.currentTarget.value = '';
            }}
          >
            <option value="">
              {offered.length === 0 ? 'All models are in the list' : 'Choose a model'}
            </option>
            {offered.map((model) => (
              <option key={model.id} value={model.id}>
                {nameOf(model)}
                {model.isBuiltin ? ' (built-in)' : ''}
              </option>
            ))}
          </select>
        </Field>
      )}
    </fieldset>
  );
}
