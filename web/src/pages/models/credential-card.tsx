import { useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import {
  ClearModelCredentialDocument,
  type ModelDetailsFragment,
  SetModelCredentialDocument,
} from '../../gql/graphql.ts';
import { Field } from '../../ui/field.tsx';
import { notify } from '../../ui/notice.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Time } from '../../ui/time.tsx';
import { useAction } from '../../ui/use-action.ts';

/** The API key: its last characters, a new one, or none. */
export function CredentialCard({ model }: { model: ModelDetailsFragment }) {
  const [apiKey, setApiKey] = useState('');
  const [headers, setHeaders] = useState('');
  const { id, credential } = model;
  const set = useAction(async () => {
    const input = {
      id,
      ...(apiKey === '' ? {} : { apiKey }),
      ...(headers.trim() === '' ? {} : { headers: toHeaders(headers) }),
    };
    payloadOf((await mutate(SetModelCredentialDocument, { input })).setModelCredential);
    setApiKey('');
    setHeaders('');
    notify('The credential is stored.');
  });
  const clear = useAction(async () => {
    payloadOf((await mutate(ClearModelCredentialDocument, { input: { id } })).clearModelCredential);
    notify('The credential is deleted.');
  });
  const problem = set.problem ?? clear.problem;
  return (
    <section class="card" aria-labelledby="credential">
      <h2 id="credential">Credential</h2>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          set.run();
        }}
      >
        <p>
          {credential.configured ? (
            <>
              API key {credential.hint === null ? 'stored' : <code>…{credential.hint}</code>}
              {credential.updatedAt === null ? null : (
                <span class="soft">
                  , set <Time at={credential.updatedAt} />
                </span>
              )}
            </>
          ) : model.provider?.requiresCredential ? (
            <span class="badge warning">This provider requires an API key</span>
          ) : (
            <span class="soft">No credential is stored.</span>
          )}
        </p>
        {credential.readable ? null : (
          <div class="warning-box">The stored credential cannot be decrypted. Set it again.</div>
        )}
        {credential.headerNames.length === 0 ? null : (
          <p class="soft small">Secret headers: {credential.headerNames.join(', ')}</p>
        )}
        <Field name="apiKey" label="New API key" problem={problem}>
          <input
            class="input"
            type="password"
            autocomplete="off"
            value={apiKey}
            onInput={(event) => setApiKey(event.currentTarget.value)}
          />
        </Field>
        <Field
          name="headers"
          label="New secret headers"
          hint="One on each line, as Name: value. They replace all stored ones."
          problem={problem}
        >
          <textarea
            class="input mono"
            spellcheck={false}
            autocomplete="off"
            value={headers}
            onInput={(event) => setHeaders(event.currentTarget.value)}
          />
        </Field>
        <ProblemBox problem={problem} shownFields={['apiKey', 'headers']} />
        <div class="row">
          <button
            type="submit"
            class="button"
            disabled={(apiKey === '' && headers.trim() === '') || set.isRunning}
          >
            Store
          </button>
          {credential.configured ? (
            <button
              type="button"
              class="button danger"
              disabled={clear.isRunning}
              onClick={() => clear.run()}
            >
              Delete
            </button>
          ) : null}
        </div>
      </form>
    </section>
  );
}

/** The server checks the names and values. */
function toHeaders(text: string): { name: string; value: string }[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [name = '', ...rest] = line.split(':');
    return { name: name.trim(), value: rest.join(':').trim() };
  });
}
