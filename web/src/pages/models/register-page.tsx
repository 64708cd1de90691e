import { useMemo, useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { subscribe } from '../../api/subscribe.ts';
import { CreateModelDocument, type ModelType, TestConnectionDocument } from '../../gql/graphql.ts';
import { modelTypes, nameOf, typeNames } from '../../models/model-names.ts';
import { goTo, linkTo } from '../../navigation/route.ts';
import { Field } from '../../ui/field.tsx';
import { notify } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useAction } from '../../ui/use-action.ts';
import { hasScope } from '../../viewer/viewer.ts';
import { LocalModelFields } from './local-model-fields.tsx';
import { emptyDraft, type ModelDraft, numericParameters, toInput } from './model-draft.ts';
import { ParameterFields } from './parameter-fields.tsx';
import { RemoteModelFields } from './remote-model-fields.tsx';
import { TestSteps } from './test-steps.tsx';

const shownFields = [
  'name',
  'displayName',
  'description',
  'provider',
  'baseUrl',
  'apiKey',
  'keepAlive',
  ...numericParameters,
];

/** Registers a model: choose where it runs, fill in what is needed, test, register. */
export function RegisterPage() {
  const [draft, setDraft] = useState<ModelDraft>(emptyDraft);
  const change = (part: Partial<ModelDraft>) => setDraft((before) => ({ ...before, ...part }));
  // A request that is repeated after a lost connection must not register a second model. Another
  // input needs another ID.
  // The ID belongs to the draft.
  const requestId = useMemo(() => crypto.randomUUID(), [draft]);
  const create = useAction(async () => {
    const input = toInput(draft, requestId);
    const { model } = payloadOf((await mutate(CreateModelDocument, { input })).createModel);
    notify(`${nameOf(model)} is registered.`);
    goTo('models', model.id);
  });
  const isReady = draft.name.trim() !== '';
  return (
    <>
      <PageHead title="Register a model">
        <a class="button" href={linkTo('models')}>
          Cancel
        </a>
      </PageHead>
      <form
        class="register"
        onSubmit={(event) => {
          event.preventDefault();
          create.run();
        }}
      >
        <div class="card stack">
          <div class="row">
            <Tabs
              label="Where the model runs"
              value={draft.source}
              options={[
                ['remote', 'At a provider'],
                ['local', 'On Ollama'],
              ]}
              onChange={(source) => change({ source, name: '', parameters: {} })}
            />
          </div>
          <Field label="Type" hint="What the model is used for.">
            <select
              class="input"
              value={draft.type}
              onChange={(event) => change({ type: event.currentTarget.value as ModelType })}
            >
              {modelTypes.map((type) => (
                <option key={type} value={type}>
                  {typeNames[type]}
                </option>
              ))}
            </select>
          </Field>
          {draft.source === 'remote' ? (
            <RemoteModelFields draft={draft} problem={create.problem} onChange={change} />
          ) : (
            <LocalModelFields draft={draft} problem={create.problem} onChange={change} />
          )}
          <Field
            name="displayName"
            label="Display name"
            hint="Optional. Shown instead of the name."
            problem={create.problem}
          >
            <input
              class="input"
              value={draft.displayName}
              onInput={(event) => change({ displayName: event.currentTarget.value })}
            />
          </Field>
          <label class="check">
            <input
              type="checkbox"
              checked={draft.isDefault}
              onChange={(event) => change({ isDefault: event.currentTarget.checked })}
            />
            Use it when a request names no model
          </label>
          {hasScope('platform:admin') ? (
            <label class="check">
              <input
                type="checkbox"
                checked={draft.isBuiltin}
                onChange={(event) => change({ isBuiltin: event.currentTarget.checked })}
              />
              Built-in: visible to every tenant
            </label>
          ) : null}
          <details>
            <summary>More options</summary>
            <div class="stack details-body">
              <Field name="description" label="Description" problem={create.problem}>
                <textarea
                  class="input"
                  value={draft.description}
                  onInput={(event) => change({ description: event.currentTarget.value })}
                />
              </Field>
              <ParameterFields
                type={draft.type}
                isLocal={draft.source === 'local'}
                values={draft.parameters}
                problem={create.problem}
                onChange={(parameters) => change({ parameters })}
              />
            </div>
          </details>
          <ProblemBox problem={create.problem} shownFields={shownFields} />
          <div class="row">
            <button type="submit" class="button primary" disabled={!isReady || create.isRunning}>
              {draft.source === 'local' ? 'Register and download' : 'Register'}
            </button>
            {isReady ? null : <span class="soft small">Enter the name of the model.</span>}
          </div>
        </div>
        <section class="card stack" aria-labelledby="test-heading">
          <h2 id="test-heading">Test before you register</h2>
          {isReady ? (
            <TestSteps
              key={JSON.stringify(draft)}
              start={({ next, end }) =>
                subscribe(TestConnectionDocument, () => ({ input: { model: toInput(draft) } }), {
                  next: ({ testConnection }) => next(testConnection),
                  ...(end ? { end } : {}),
                })
              }
            />
          ) : (
            <p class="soft">
              The test checks the address, the credential and the model, one step after the other.
              Nothing is stored.
            </p>
          )}
        </section>
      </form>
    </>
  );
}
