import { useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { type ApiKeyPartsFragment, UpdateApiKeyDocument } from '../../gql/graphql.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { notify } from '../../ui/notice.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAction } from '../../ui/use-action.ts';

interface EditKeyDialogProps {
  readonly apiKey: ApiKeyPartsFragment;
  readonly onClose: () => void;
}

/** Renames a key, or replaces its value for all models that use it. */
export function EditKeyDialog({ apiKey: { id, name, version }, onClose }: EditKeyDialogProps) {
  const [newName, setName] = useState(name);
  const [value, setValue] = useState('');
  const [expectedVersion] = useState(version);
  const save = useAction(async () => {
    const input = {
      id,
      expectedVersion,
      ...(newName.trim() === name ? {} : { name: newName.trim() }),
      ...(value === '' ? {} : { apiKey: value }),
    };
    payloadOf((await mutate(UpdateApiKeyDocument, { input })).updateApiKey);
    notify(value === '' ? 'The key is renamed.' : 'The new value is stored.');
    onClose();
  });
  return (
    <Dialog title={`Change ${name}`} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.run();
        }}
      >
        <Field name="name" label="Name" problem={save.problem}>
          <input
            class="input"
            value={newName}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </Field>
        <Field
          name="apiKey"
          label="New value"
          hint="For the same origins. All models with the key use it at once."
          problem={save.problem}
        >
          <input
            class="input"
            type="password"
            autocomplete="off"
            value={value}
            onInput={(event) => setValue(event.currentTarget.value)}
          />
        </Field>
        <ProblemBox problem={save.problem} shownFields={['name', 'apiKey']} />
        <div class="row">
          <button
            type="submit"
            class="button primary"
            disabled={(newName.trim() === name && value === '') || save.isRunning}
          >
            Save
          </button>
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
