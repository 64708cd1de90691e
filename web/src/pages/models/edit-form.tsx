import { useState } from 'preact/hooks';
import { ApiError, type Problem, payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import {
  type ModelDetailsFragment,
  UpdateModelDocument,
  type UpdateModelInput,
} from '../../gql/graphql.ts';
import { Field } from '../../ui/field.tsx';
import { notify } from '../../ui/notice.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { SaveButtons } from '../../ui/save-buttons.tsx';
import { useAction } from '../../ui/use-action.ts';
import { ExtraFields, type Extras } from './extra-fields.tsx';
import { numericParameters, type ParameterTexts, toParameters, toTexts } from './model-draft.ts';
import { ParameterFields } from './parameter-fields.tsx';

interface Values {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly baseUrl: string;
  readonly parameters: ParameterTexts;
  readonly extras: Extras;
}

const shownFields = [
  'name',
  'displayName',
  'description',
  'baseUrl',
  'capabilities',
  'extraParameters',
  ...numericParameters,
];

/** Changes a model, unless somebody else has changed it since the form was filled. */
export function EditForm({ model }: { model: ModelDetailsFragment }) {
  const [base, setBase] = useState(model);
  const [values, setValues] = useState(valuesOf(model));
  const change = (part: Partial<Values>) => setValues((before) => ({ ...before, ...part }));
  const changes = changesOf(base, values);
  const isChanged = Object.keys(changes).length > 0;
  const isOutdated = model.version !== base.version;
  const fill = (current: ModelDetailsFragment) => {
    setBase(current);
    setValues(valuesOf(current));
  };
  // Nothing is lost when nothing has been typed.
  if (isOutdated && !isChanged) fill(model);

  const save = useAction(async (expectedVersion: number) => {
    const { extraParameters: text, ...others } = changes;
    const parsed =
      text === undefined ? {} : { extraParameters: parseExtraParameters(String(text)) };
    const input = { id: model.id, ...others, ...parsed, expectedVersion } as UpdateModelInput; // JSON
    const { updateModel: result } = await mutate(UpdateModelDocument, { input });
    // The cache takes the conflicting model, so the form has its state and shows the choice below.
    if (result.__typename === 'ConflictError' && result.conflictingModel?.id === model.id) return;
    if (result.__typename === 'ConflictError' && result.path !== null) {
      const { code, message, path } = result;
      throw new ApiError({ code, message, fields: [{ path, message }] });
    }
    fill(payloadOf(result).model);
    notify('The changes are stored.');
  });
  const problem = save.problem;
  return (
    <form
      class="card stack"
      aria-labelledby="edit"
      onSubmit={(event) => {
        event.preventDefault();
        save.run(base.version);
      }}
    >
      <h2 id="edit">Change</h2>
      <TextField
        name="displayName"
        label="Display name"
        values={values}
        problem={problem}
        onChange={change}
      />
      <TextField name="name" label="Model" values={values} problem={problem} onChange={change} />
      {model.source === 'REMOTE' ? (
        <TextField
          name="baseUrl"
          label="Base URL"
          hint="Another host deletes the stored credential."
          values={values}
          problem={problem}
          onChange={change}
        />
      ) : null}
      <Field name="description" label="Description" problem={problem}>
        <textarea
          class="input"
          value={values.description}
          onInput={(event) => change({ description: event.currentTarget.value })}
        />
      </Field>
      <details>
        <summary>Options and limits</summary>
        <div class="details-body">
          <ParameterFields
            type={model.type}
            isLocal={model.source === 'LOCAL'}
            values={values.parameters}
            problem={problem}
            onChange={(parameters) => change({ parameters })}
          />
          <ExtraFields
            isRemote={model.source === 'REMOTE'}
            values={values.extras}
            known={model.capabilities}
            problem={problem}
            onChange={(part) => change({ extras: { ...values.extras, ...part } })}
          />
        </div>
      </details>
      <ProblemBox problem={problem} shownFields={shownFields} />
      <SaveButtons
        what="model"
        version={model.version}
        baseVersion={base.version}
        isChanged={isChanged}
        save={save}
        onDiscard={() => fill(model)}
      />
    </form>
  );
}

interface TextFieldProps {
  readonly name: 'name' | 'displayName' | 'baseUrl';
  readonly label: string;
  readonly hint?: string;
  readonly values: Values;
  readonly problem: Problem | null;
  readonly onChange: (part: Partial<Values>) => void;
}

function TextField({ name, label, hint, values, problem, onChange }: TextFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} problem={problem}>
      <input
        class="input"
        value={values[name]}
        onInput={(event) => onChange({ [name]: event.currentTarget.value })}
      />
    </Field>
  );
}

function valuesOf(model: ModelDetailsFragment): Values {
  return {
    name: model.name,
    displayName: model.displayName ?? '',
    description: model.description ?? '',
    baseUrl: model.baseUrl ?? '',
    parameters: toTexts(model.parameters),
    extras: {
      capabilities: declaredOf(model),
      extraParameters:
        model.extraParameters === null ? '' : JSON.stringify(model.extraParameters, null, 2),
    },
  };
}

function declaredOf({ capabilitySources }: ModelDetailsFragment) {
  const declared = capabilitySources.filter(({ source }) => source === 'DECLARED');
  return declared.length === 0 ? null : declared.map(({ capability }) => capability);
}

/** @throws ApiError when the text is not JSON. */
function parseExtraParameters(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError({
      code: 'INVALID_INPUT',
      message: 'The extra parameters are not valid JSON.',
      fields: [{ path: ['extraParameters'], message: 'must be JSON' }],
    });
  }
}

/** The changed fields only; null clears. */
function changesOf(model: ModelDetailsFragment, after: Values): Partial<UpdateModelInput> {
  const before = valuesOf(model);
  const changes: Partial<Record<keyof UpdateModelInput, unknown>> = {};
  for (const name of ['name', 'displayName', 'description', 'baseUrl'] as const) {
    const value = after[name].trim();
    if (value !== before[name]) changes[name] = value === '' && name !== 'name' ? null : value;
  }
  const names = [...numericParameters, 'keepAlive'] as const;
  const changed = names.filter((name) => after.parameters[name] !== before.parameters[name]);
  if (changed.length > 0) {
    const given = toParameters(after.parameters) as Readonly<Record<string, unknown>>;
    changes.parameters = Object.fromEntries(changed.map((name) => [name, given[name] ?? null]));
  }
  const { capabilities, extraParameters } = after.extras;
  if (String(capabilities) !== String(before.extras.capabilities)) {
    changes.capabilities = capabilities;
  }
  if (extraParameters !== before.extras.extraParameters) changes.extraParameters = extraParameters;
  return changes as Partial<UpdateModelInput>; // built from its own fields
}
