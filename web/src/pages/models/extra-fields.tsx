import type { Problem } from '../../api/problem.ts';
import type { ModelCapability } from '../../gql/graphql.ts';
import { Field } from '../../ui/field.tsx';

/** What the owner of a model knows about it. */
export interface Extras {
  /** Null when the owner declares none. */
  readonly capabilities: readonly ModelCapability[] | null;
  /** JSON, or empty. */
  readonly extraParameters: string;
}

interface ExtraFieldsProps {
  readonly isRemote: boolean;
  readonly values: Extras;
  /** What is known without a declaration: the initial choice. */
  readonly known: readonly ModelCapability[];
  readonly problem: Problem | null;
  readonly onChange: (part: Partial<Extras>) => void;
}

const names: Readonly<Record<ModelCapability, string>> = {
  COMPLETION: 'Completion',
  TOOLS: 'Tools',
  VISION: 'Images',
  THINKING: 'Thinking',
  JSON_SCHEMA: 'JSON schema',
  EMBEDDING: 'Embedding',
  RERANK: 'Rerank',
  TRANSCRIPTION: 'Transcription',
};

const capabilities = Object.keys(names) as ModelCapability[]; // the keys of a record of them

/** Declared capabilities, and request fields that this API does not have. */
export function ExtraFields({ isRemote, values, known, problem, onChange }: ExtraFieldsProps) {
  const { capabilities: declared, extraParameters } = values;
  const error = problem?.fields?.find(({ path }) => path.includes('capabilities'))?.message;
  return (
    <>
      {isRemote ? (
        <fieldset class="check-group">
          <legend>Capabilities</legend>
          <label class="check">
            <input
              type="checkbox"
              checked={declared !== null}
              onChange={({ currentTarget }) =>
                onChange({ capabilities: currentTarget.checked ? known : null })
              }
            />
            Declare what the model can do
          </label>
          {declared === null
            ? null
            : capabilities.map((capability) => (
                <label key={capability} class="check">
                  <input
                    type="checkbox"
                    checked={declared.includes(capability)}
                    onChange={({ currentTarget }) =>
                      onChange({
                        capabilities: capabilities.filter((one) =>
                          one === capability ? currentTarget.checked : declared.includes(one),
                        ),
                      })
                    }
                  />
                  {names[capability]}
                </label>
              ))}
          {error === undefined ? null : (
            <div class="error" role="alert">
              {error}
            </div>
          )}
        </fieldset>
      ) : null}
      <Field
        name="extraParameters"
        label="Extra parameters"
        hint='JSON that is added to each request, such as {"service_tier": "flex"}'
        problem={problem}
      >
        <textarea
          class="input mono"
          spellcheck={false}
          value={extraParameters}
          onInput={(event) => onChange({ extraParameters: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}
