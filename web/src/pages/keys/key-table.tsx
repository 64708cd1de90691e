import { useState } from 'preact/hooks';
import type { ApiKeyPartsFragment } from '../../gql/graphql.ts';
import { nameOf } from '../../models/model-names.ts';
import { linkTo } from '../../navigation/route.ts';
import { Time } from '../../ui/time.tsx';
import { hasScope } from '../../viewer/viewer.ts';
import { DeleteKeyDialog } from './delete-key-dialog.tsx';
import { EditKeyDialog } from './edit-key-dialog.tsx';

interface KeyTableProps {
  readonly keys: readonly ApiKeyPartsFragment[];
  readonly onDeleted: () => void;
}

export function KeyTable({ keys, onDeleted }: KeyTableProps) {
  const [open, setOpen] = useState<{ action: 'edit' | 'delete'; id: string } | null>(null);
  const chosen = keys.find(({ id }) => id === open?.id);
  const close = () => setOpen(null);
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Provider</th>
            <th>Used by</th>
            <th>Changed</th>
            <th>
              <span class="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <td>
                <div class="row">
                  <strong>{key.name}</strong>
                  {key.isBuiltin ? <span class="badge">Built-in</span> : null}
                  {key.readable ? null : <span class="badge bad">Cannot be decrypted</span>}
                </div>
                {key.hint === null ? null : <code class="soft">…{key.hint}</code>}
              </td>
              <td>
                {key.provider?.displayName}
                <div class="soft small mono">{key.origins.join(', ')}</div>
              </td>
              <td>
                <Users apiKey={key} />
              </td>
              <td class="soft">
                <Time at={key.updatedAt} />
              </td>
              <td class="right">
                {hasScope(key.isBuiltin ? 'platform:admin' : 'models:write') ? (
                  <div class="row">
                    <button
                      type="button"
                      class="button compact"
                      aria-label={`Change ${key.name}`}
                      onClick={() => setOpen({ action: 'edit', id: key.id })}
                    >
                      Change
                    </button>
                    <button
                      type="button"
                      class="button compact danger"
                      aria-label={`Delete ${key.name}`}
                      onClick={() => setOpen({ action: 'delete', id: key.id })}
                    >
                      Delete
                    </button>
                  </div>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {chosen !== undefined && open?.action === 'edit' ? (
        <EditKeyDialog apiKey={chosen} onClose={close} />
      ) : null}
      {chosen !== undefined && open?.action === 'delete' ? (
        <DeleteKeyDialog apiKey={chosen} onClose={close} onDeleted={onDeleted} />
      ) : null}
    </div>
  );
}

function Users({ apiKey: { models } }: { apiKey: ApiKeyPartsFragment }) {
  if (models.totalCount === 0) return <span class="soft">no model</span>;
  const more = models.totalCount - models.nodes.length;
  return (
    <div class="row">
      {models.nodes.map((model) => (
        <a key={model.id} href={linkTo('models', model.id)}>
          {nameOf(model)}
        </a>
      ))}
      {more > 0 ? <span class="soft">and {more} more</span> : null}
    </div>
  );
}
