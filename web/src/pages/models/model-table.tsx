import type { ModelRowFragment } from '../../gql/graphql.ts';
import { nameOf, typeNames } from '../../models/model-names.ts';
import { LivePullBar } from '../../models/pull-bar.tsx';
import { StatusBadge } from '../../models/status-badge.tsx';
import { linkTo } from '../../navigation/route.ts';
import { Icon } from '../../ui/icon.tsx';
import { Time } from '../../ui/time.tsx';
import { hasScope } from '../../viewer/viewer.ts';

export function ModelTable({ models }: { models: readonly ModelRowFragment[] }) {
  return (
    <div class="table-scroll">
      <table class="models">
        <thead>
          <tr>
            <th>Model</th>
            <th>Type</th>
            <th>Runs on</th>
            <th>Status</th>
            <th>Changed</th>
            <th>
              <span class="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <Row key={model.id} model={model} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ model }: { model: ModelRowFragment }) {
  const isChat = model.type === 'CHAT' || model.type === 'VISION';
  return (
    <tr>
      <td class="model-name">
        <a href={linkTo('models', model.id)}>{nameOf(model)}</a>
        {model.displayName === null ? null : <div class="soft small mono">{model.name}</div>}
      </td>
      <td>
        <div class="row">
          {typeNames[model.type]}
          {model.isDefault ? <span class="badge busy">Default</span> : null}
          {model.isBuiltin ? <span class="badge">Built-in</span> : null}
        </div>
      </td>
      <td>{model.source === 'LOCAL' ? 'Ollama' : (model.provider?.displayName ?? 'Provider')}</td>
      <td class="model-status">
        <StatusOf model={model} />
      </td>
      <td class="soft">
        <Time at={model.updatedAt} />
      </td>
      <td class="right">
        {isChat && model.status === 'ACTIVE' && hasScope('models:use') ? (
          <a
            class="button compact"
            href={linkTo('playground', model.id)}
            aria-label={`Chat with ${nameOf(model)}`}
          >
            <Icon name="playground" size={15} />
            Chat
          </a>
        ) : null}
      </td>
    </tr>
  );
}

function StatusOf({ model }: { model: ModelRowFragment }) {
  if (model.status !== 'ACTIVE' && model.pull !== null) {
    return <LivePullBar model={model} pull={model.pull} />;
  }
  return (
    <div class="row">
      <StatusBadge status={model.status} />
      {model.provider?.requiresCredential && !model.credential.configured ? (
        <span class="badge warning">No API key</span>
      ) : null}
      {model.credential.readable ? null : <span class="badge bad">Credential unreadable</span>}
      {model.statusReason === null ? null : <div class="soft small">{model.statusReason}</div>}
    </div>
  );
}
