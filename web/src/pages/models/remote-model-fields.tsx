import { useId, useState } from 'preact/hooks';
import { type Problem, payloadOf } from '../../api/problem.ts';
import { query } from '../../api/query.ts';
import { useQuery } from '../../api/use-query.ts';
import {
  OfferedModelsDocument,
  type OfferedModelsQuery,
  ProvidersDocument,
  type ProvidersQuery,
} from '../../gql/graphql.ts';
import { Field } from '../../ui/field.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAction } from '../../ui/use-action.ts';
import type { ModelDraft } from './model-draft.ts';

interface RemoteModelFieldsProps {
  readonly draft: ModelDraft;
  readonly problem: Problem | null;
  readonly onChange: (part: Partial<ModelDraft>) => void;
}

type Provider = ProvidersQuery['providers'][number];
type Offered = Extract<OfferedModelsQuery['offeredModels'], { __typename: 'OfferedModels' }>;

const baseUrlOf = (provider: Provider, type: ModelDraft['type']) =>
  ({
    CHAT: provider.chat,
    VISION: provider.vision,
    EMBEDDING: provider.embedding,
    RERANK: provider.rerank,
    SPEECH: provider.speech,
  })[type];

/** Provider, address, credential, and the name of one of the models that are offered there. */
export function RemoteModelFields({ draft, problem, onChange }: RemoteModelFieldsProps) {
  const catalogue = useQuery(ProvidersDocument, {});
  const [offered, setOffered] = useState<Offered | null>(null);
  const listId = useId();
  const providers = (catalogue.data?.providers ?? [])
    .filter(({ modelTypes }) => modelTypes.includes(draft.type))
    .toSorted((one, other) => one.displayName.localeCompare(other.displayName));
  const provider = providers.find(({ name }) => name === draft.provider);
  const defaultUrl = provider === undefined ? null : baseUrlOf(provider, draft.type);
  const canList = draft.baseUrl.trim() !== '' || defaultUrl !== null;
  const list = useAction(async () => {
    setOffered(null);
    const input = {
      ...(draft.provider === '' ? {} : { provider: draft.provider }),
      ...(draft.baseUrl.trim() === '' ? {} : { baseUrl: draft.baseUrl.trim() }),
      ...(draft.apiKey === '' ? {} : { apiKey: draft.apiKey }),
    };
    setOffered(payloadOf((await query(OfferedModelsDocument, { input })).offeredModels));
  });
  const forget = (part: Partial<ModelDraft>) => {
    setOffered(null);
    onChange(part);
  };
  const names = offered?.models.filter(({ type }) => type === null || type === draft.type) ?? [];
  return (
    <>
      <ProblemBox problem={catalogue.problem} />
      <Field
        name="provider"
        label="Provider"
        problem={problem}
        hint={
          provider?.documentationUrl ? (
            <a href={provider.documentationUrl} target="_blank" rel="noreferrer">
              Documentation of {provider.displayName}
            </a>
          ) : undefined
        }
      >
        <select
          class="input"
          value={draft.provider}
          onChange={(event) => forget({ provider: event.currentTarget.value })}
        >
          <option value="">Recognise it by the base URL</option>
          {providers.map(({ name, displayName }) => (
            <option key={name} value={name}>
              {displayName}
            </option>
          ))}
        </select>
      </Field>
      <Field
        name="baseUrl"
        label="Base URL"
        problem={problem}
        hint={
          defaultUrl === null
            ? 'Paths such as /chat/completions are appended to it.'
            : 'Leave it empty for the address of the provider.'
        }
      >
        <input
          class="input"
          type="url"
          placeholder={defaultUrl ?? 'https://llm.example.com/v1'}
          value={draft.baseUrl}
          onInput={(event) => forget({ baseUrl: event.currentTarget.value })}
        />
      </Field>
      <Field
        name="apiKey"
        label="API key"
        problem={problem}
        hint={
          provider?.requiresCredential
            ? 'This provider requires one. It is stored encrypted and never shown again.'
            : 'It is stored encrypted and never shown again.'
        }
      >
        <input
          class="input"
          type="password"
          autocomplete="off"
          value={draft.apiKey}
          onInput={(event) => forget({ apiKey: event.currentTarget.value })}
        />
      </Field>
      <Field
        name="name"
        label="Model"
        problem={problem}
        hint={
          offered === null
            ? 'Name of the model at the provider.'
            : `${names.length} of the offered models fit this type. Type to search in them.`
        }
      >
        <input
          class="input"
          list={listId}
          autocomplete="off"
          placeholder="gpt-4.1-mini"
          value={draft.name}
          onInput={(event) => onChange({ name: event.currentTarget.value })}
        />
      </Field>
      <datalist id={listId}>
        {names.map(({ name, displayName }) => (
          <option key={name} value={name}>
            {displayName}
          </option>
        ))}
      </datalist>
      <div class="row">
        <button
          type="button"
          class="button compact"
          disabled={!canList || list.isRunning}
          onClick={() => list.run()}
        >
          {list.isRunning ? 'Listing…' : 'List the offered models'}
        </button>
        {canList ? null : (
          <span class="soft small">Choose a provider or enter a base URL first.</span>
        )}
      </div>
      <ProblemBox problem={list.problem} />
      {offered === null || names.length === 0 ? null : (
        <ul class="offered" aria-label="Offered models">
          {names.slice(0, shownNames).map(({ name }) => (
            <li key={name}>
              <button
                type="button"
                class="button compact mono"
                aria-pressed={draft.name === name}
                onClick={() => onChange({ name })}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The others are found by typing. */
const shownNames = 12;
