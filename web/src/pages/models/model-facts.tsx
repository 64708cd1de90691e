import type { ModelDetailsFragment } from '../../gql/graphql.ts';
import { typeNames } from '../../models/model-names.ts';
import { StatusBadge } from '../../models/status-badge.tsx';
import { count, size, words } from '../../ui/format.ts';
import { Time } from '../../ui/time.tsx';

export function ModelFacts({ model }: { model: ModelDetailsFragment }) {
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">Facts</h2>
      <dl class="facts">
        <dt>Status</dt>
        <dd>
          <StatusBadge status={model.status} /> {model.statusReason}
        </dd>
        <dt>Name</dt>
        <dd class="mono">{model.name}</dd>
        <dt>Type</dt>
        <dd>
          {typeNames[model.type]}
          {model.isDefault ? ', the default of this type' : ''}
          {model.isBuiltin ? ', built-in' : ''}
        </dd>
        <dt>Runs on</dt>
        <dd>{model.source === 'LOCAL' ? 'Ollama' : model.provider?.displayName}</dd>
        {model.baseUrl === null ? null : (
          <>
            <dt>Base URL</dt>
            <dd class="mono">{model.baseUrl}</dd>
          </>
        )}
        {model.capabilities.length === 0 ? null : (
          <>
            <dt>Capabilities</dt>
            <dd>
              <div class="row">
                {model.capabilities.map((capability) => (
                  <span key={capability} class="badge">
                    {words(capability)}
                  </span>
                ))}
              </div>
            </dd>
          </>
        )}
        {model.contextLength === null ? null : (
          <>
            <dt>Context</dt>
            <dd>{count(model.contextLength)} tokens</dd>
          </>
        )}
        {model.sizeBytes === null ? null : (
          <>
            <dt>Size</dt>
            <dd>{size(model.sizeBytes)}</dd>
          </>
        )}
        <dt>Registered</dt>
        <dd>
          <Time at={model.createdAt} />
        </dd>
        <dt>Changed</dt>
        <dd>
          <Time at={model.updatedAt} /> <span class="soft">(version {model.version})</span>
        </dd>
      </dl>
    </section>
  );
}
