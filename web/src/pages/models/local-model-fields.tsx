import { useId } from 'preact/hooks';
import type { Problem } from '../../api/problem.ts';
import { useQuery } from '../../api/use-query.ts';
import { InstalledModelNamesDocument } from '../../gql/graphql.ts';
import { Field } from '../../ui/field.tsx';
import type { ModelDraft } from './model-draft.ts';

interface LocalModelFieldsProps {
  readonly draft: ModelDraft;
  readonly problem: Problem | null;
  readonly onChange: (part: Partial<ModelDraft>) => void;
}

/** The name of a model that Ollama has, or downloads. */
export function LocalModelFields({ draft, problem, onChange }: LocalModelFieldsProps) {
  const { data } = useQuery(InstalledModelNamesDocument, {});
  const listId = useId();
  const ollama = data?.ollama;
  return (
    <>
      {ollama?.available === false ? (
        <div class="warning-box">
          Ollama is unavailable: {ollama.error} The model is downloaded when Ollama is back.
        </div>
      ) : null}
      <Field
        name="name"
        label="Model"
        problem={problem}
        hint="Name in the library of Ollama. Ollama downloads the model if it does not have it."
      >
        <input
          class="input"
          list={listId}
          autocomplete="off"
          placeholder="llama3.2"
          value={draft.name}
          onInput={(event) => onChange({ name: event.currentTarget.value })}
        />
      </Field>
      <datalist id={listId}>
        {ollama?.models.map(({ name }) => (
          <option key={name} value={name}>
            installed
          </option>
        ))}
      </datalist>
    </>
  );
}
