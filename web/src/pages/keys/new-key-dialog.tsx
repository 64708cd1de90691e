import { useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { useQuery } from '../../api/use-query.ts';
import { CreateApiKeyDocument, KeyProvidersDocument } from '../../gql/graphql.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { notify } from '../../ui/notice.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAction } from '../../ui/use-action.ts';
import { hasScope } from '../../viewer/viewer.ts';

interface NewKeyDialogProps {
  readonly onClose: () => void;
  readonly onCreated: () => void;
}

const shownFields = ['name', 'provider', 'baseUrl', 'apiKey'];

/** Stores a key for a provider or for a base URL. */
export function NewKeyDialog({ onClose, onCreated }: NewKeyDialogProps) {
  const { data } = useQuery(KeyProvidersDocument, {});
  const [name, setName] = useState('');
  const [provider, setProvider] = useState('');
  const [baseUrl, setBaseUrl] = useState('');
  const [apiKey, setApiKey] = useState('');
  const [isBuiltin, setBuiltin] = useState(false);
  const create = useAction(async () => {
    const input = {
      name: name.trim(),
      apiKey,
      isBuiltin,
      ...(provider === '' ? {} : { provider }),
      ...(baseUrl.trim() === '' ? {} : { baseUrl: baseUrl.trim() }),
    };
    payloadOf((await mutate(CreateApiKeyDocument, { input })).createApiKey);
    notify(`${input.name} is stored.`);
    onCreated();
    onClose();
  });
  const { problem } = create;
  const isReady = name.trim() !== '' && apiKey !== '' && (provider !== '' || baseUrl.trim() !== '');
  return (
    <Dialog title="Store an API key" onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          create.run();
        }}
      >
        <Field name="name" label="Name" problem={problem}>
          <input
            class="input"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </Field>
        <Field name="provider" label="Provider" problem={problem}>
          <select
            class="input"
            value={provider}
            onChange={(event) => setProvider(event.currentTarget.value)}
          >
            <option value="">The one of the base URL</option>
            {data?.providers.map((one) => (
              <option key={one.name} value={one.name}>
                {one.displayName}
              </option>
            ))}
          </select>
        </Field>
        <Field
          name="baseUrl"
          label="Base URL"
          hint="Only if it is not the provider's. The key is sent to its origin only."
          problem={problem}
        >
          <input
            class="input"
            value={baseUrl}
            onInput={(event) => setBaseUrl(event.currentTarget.value)}
          />
        </Field>
        <Field name="apiKey" label="Key" hint="It can never be read again." problem={problem}>
          <input
            class="input"
            type="password"
            autocomplete="off"
            value={apiKey}
            onInput={(event) => setApiKey(event.currentTarget.value)}
          />
        </Field>
        {hasScope('platform:admin') ? (
          <label class="check">
            <input
              type="checkbox"
              checked={isBuiltin}
              onChange={(event) => setBuiltin(event.currentTarget.checked)}
            />
            For built-in models
          </label>
        ) : null}
        <ProblemBox problem={problem} shownFields={shownFields} />
        <div class="row">
          <button type="submit" class="button primary" disabled={!isReady || create.isRunning}>
            Store
          </button>
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
