import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { ModelFilter, ModelSource, ModelStatus, ModelType } from '../../gql/graphql.ts';
import { modelTypes, typeNames } from '../../models/model-names.ts';
import { linkTo } from '../../navigation/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { hasScope } from '../../viewer/viewer.ts';
import { ModelTable } from './model-table.tsx';
import { useModelList } from './use-model-list.ts';

interface Choices {
  readonly search: string;
  readonly type: ModelType | '';
  readonly status: ModelStatus | '';
  readonly source: ModelSource | '';
}

const none: Choices = { search: '', type: '', status: '', source: '' };

/** Outlives the page, so that the way back from a model leads to the same list. */
const choices = signal(none);

/** How long a search waits for the next key. */
const typingMs = 200;

export function ModelList() {
  const filter = toFilter(useSettled(choices.value));
  const { models, totalCount, problem, isLoading, showMore, reload } = useModelList(filter);
  const isFiltered = choices.value !== none;
  const choose = (change: Partial<Choices>) => {
    const next = { ...choices.value, ...change };
    choices.value = Object.values(next).every((value) => value === '') ? none : next;
  };
  return (
    <>
      <PageHead title="Models">
        {hasScope('models:write') ? (
          <a class="button primary" href={linkTo('models', 'new')}>
            <Icon name="plus" size={16} />
            Register a model
          </a>
        ) : null}
      </PageHead>
      <search class="row">
        <input
          class="input search-input"
          type="search"
          aria-label="Search models"
          placeholder="Search by name or description"
          value={choices.value.search}
          onInput={(event) => choose({ search: event.currentTarget.value })}
        />
        <select
          class="input fit"
          aria-label="Type"
          value={choices.value.type}
          onChange={(event) => choose({ type: event.currentTarget.value as ModelType | '' })}
        >
          <option value="">All types</option>
          {modelTypes.map((type) => (
            <option key={type} value={type}>
              {typeNames[type]}
            </option>
          ))}
        </select>
        <select
          class="input fit"
          aria-label="Status"
          value={choices.value.status}
          onChange={(event) => choose({ status: event.currentTarget.value as ModelStatus | '' })}
        >
          <option value="">All statuses</option>
          <option value="ACTIVE">Active</option>
          <option value="DOWNLOADING">Downloading</option>
          <option value="DOWNLOAD_FAILED">Download failed</option>
          <option value="UNSUITABLE">Unsuitable</option>
        </select>
        <select
          class="input fit"
          aria-label="Source"
          value={choices.value.source}
          onChange={(event) => choose({ source: event.currentTarget.value as ModelSource | '' })}
        >
          <option value="">Local and remote</option>
          <option value="LOCAL">Local</option>
          <option value="REMOTE">Remote</option>
        </select>
      </search>
      <ProblemBox problem={problem}>
        <button type="button" class="button compact" onClick={reload}>
          Try again
        </button>
      </ProblemBox>
      {models === undefined ? null : models.length > 0 ? (
        <ModelTable models={models} />
      ) : isLoading ? null : isFiltered ? (
        <Empty
          title="No model matches"
          action={
            <button type="button" class="button" onClick={() => choose(none)}>
              Clear the filter
            </button>
          }
        >
          Change the search or the filter.
        </Empty>
      ) : (
        <NoModels />
      )}
      {models === undefined || models.length === 0 ? null : (
        <div class="row soft small">
          <span>
            {models.length} of {totalCount} {totalCount === 1 ? 'model' : 'models'}
          </span>
          {showMore === undefined ? null : (
            <button type="button" class="button compact" onClick={showMore}>
              Show more
            </button>
          )}
        </div>
      )}
    </>
  );
}

function NoModels() {
  return (
    <Empty
      title="No models yet"
      action={
        hasScope('models:write') ? (
          <a class="button primary" href={linkTo('models', 'new')}>
            Register the first model
          </a>
        ) : undefined
      }
    >
      Register a model of a provider with its API key, or a local one that Ollama downloads. Then
      try it in the playground.
    </Empty>
  );
}

function toFilter({ search, type, status, source }: Choices): ModelFilter {
  return {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(type === '' ? {} : { types: [type] }),
    ...(status === '' ? {} : { statuses: [status] }),
    ...(source === '' ? {} : { sources: [source] }),
  };
}

function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typingMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
