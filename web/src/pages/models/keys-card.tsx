import { useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { useQuery } from '../../api/use-query.ts';
import {
  type ModelDetailsFragment,
  OfferedKeysDocument,
  UpdateModelDocument,
} from '../../gql/graphql.ts';
import { linkTo } from '../../navigation/route.ts';
import { Field } from '../../ui/field.tsx';
import { notify } from '../../ui/notice.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAction } from '../../ui/use-action.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly hint: string | null;
  readonly weight: string;
  readonly enabled: boolean;
}

const rowsOf = ({ keys }: ModelDetailsFragment): readonly Row[] =>
  keys.map(({ apiKey: { id, name, hint }, weight, enabled }) => ({
    id,
    name,
    hint,
    weight: String(weight),
    enabled,
  }));

/** The stored API keys that calls of a model can use, besides its own credential. */
export function KeysCard({ model }: { model: ModelDetailsFragment }) {
  const { data } = useQuery(OfferedKeysDocument, {});
  /** Null until something is changed, so that changes of others are shown. */
  const [edited, setEdited] = useState<{ rows: readonly Row[]; version: number } | null>(null);
  const rows = edited?.rows ?? rowsOf(model);
  const edit = (next: readonly Row[]) =>
    setEdited({ rows: next, version: edited?.version ?? model.version });
  const change = (row: Row, part: Partial<Row>) =>
    edit(rows.map((one) => (one === row ? { ...one, ...part } : one)));
  const offered = (data?.apiKeys.nodes ?? []).filter(
    (key) => key.isBuiltin === model.isBuiltin && !rows.some(({ id }) => id === key.id),
  );
  const save = useAction(async () => {
    const keys = rows.map(({ id, weight, enabled }) => ({
      apiKeyId: id,
      weight: weight === '' ? null : Number(weight),
      enabled,
    }));
    const input = { id: model.id, keys, expectedVersion: edited?.version ?? model.version };
    payloadOf((await mutate(UpdateModelDocument, { input })).updateModel);
    setEdited(null);
    notify('The keys are stored.');
  });
  return (
    <form
      class="card stack"
      aria-labelledby="keys"
      onSubmit={(event) => {
        event.preventDefault();
        save.run();
      }}
    >
      <h2 id="keys">Keys</h2>
      <p class="soft small">
        Calls share the enabled keys by their weights, and use another one when a key fails.
      </p>
      {rows.length === 0 ? null : (
        <ul class="key-rows">
          {rows.map((row) => (
            <li key={row.id} class="row">
              <span class="grow">
                <strong>{row.name}</strong>{' '}
                {row.hint === null ? null : <code class="soft">…{row.hint}</code>}
              </span>
              <label class="check">
                Weight
                <input
                  class="input weight"
                  type="number"
                  min="1"
                  max="1000"
                  aria-label={`Weight of ${row.name}`}
                  value={row.weight}
                  onInput={(event) => change(row, { weight: event.currentTarget.value })}
                />
              </label>
              <label class="check">
                <input
                  type="checkbox"
                  aria-label={`Enabled: ${row.name}`}
                  checked={row.enabled}
                  onChange={(event) => change(row, { enabled: event.currentTarget.checked })}
                />
                Enabled
              </label>
              <button
                type="button"
                class="button compact"
                aria-label={`Remove ${row.name}`}
                onClick={() => edit(rows.filter((one) => one !== row))}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
      <Field
        label="Add a key"
        hint={
          <>
            Keys are stored on the page <a href={linkTo('keys')}>API keys</a>.
          </>
        }
      >
        <select
          class="input"
          value=""
          disabled={offered.length === 0}
          onChange={(event) => {
            const key = offered.find(({ id }) => id === event.currentTarget.value);
            event.currentTarget.value = '';
            if (key !== undefined) edit([...rows, { ...key, weight: '1', enabled: true }]);
          }}
        >
          <option value="">{offered.length === 0 ? 'No other key' : 'Choose a key'}</option>
          {offered.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <ProblemBox problem={save.problem} />
      {edited === null ? null : (
        <div class="row">
          <button type="submit" class="button primary" disabled={save.isRunning}>
            Save the keys
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              save.clear();
              setEdited(null);
            }}
          >
            Discard
          </button>
        </div>
      )}
    </form>
  );
}
