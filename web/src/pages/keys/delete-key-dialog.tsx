import { useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { type ApiKeyPartsFragment, DeleteApiKeyDocument } from '../../gql/graphql.ts';
import { nameOf } from '../../models/model-names.ts';
import { linkTo } from '../../navigation/route.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { notify } from '../../ui/notice.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAction } from '../../ui/use-action.ts';

interface DeleteKeyDialogProps {
  readonly apiKey: ApiKeyPartsFragment;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

type User = ApiKeyPartsFragment['models']['nodes'][number];

/** Asks first, and lists the models that use the key. */
export function DeleteKeyDialog(props: DeleteKeyDialogProps) {
  const { apiKey, onClose, onDeleted } = props;
  const { id, name } = apiKey;
  const [users, setUsers] = useState<readonly User[]>([]);
  const remove = useAction(async () => {
    const { deleteApiKey: result } = await mutate(DeleteApiKeyDocument, { input: { id } });
    if (result.__typename === 'ApiKeyInUseError') setUsers(result.models);
    payloadOf(result);
    notify(`${name} is deleted.`);
    onDeleted();
    onClose();
  });
  return (
    <Dialog title={`Delete ${name}`} onClose={onClose}>
      <div class="stack">
        <p>The key cannot be restored. A key that models use cannot be deleted.</p>
        <ProblemBox problem={remove.problem}>
          {users.length === 0 ? null : (
            <ul>
              {users.map((model) => (
                <li key={model.id}>
                  <a href={linkTo('models', model.id)}>{nameOf(model)}</a>
                </li>
              ))}
            </ul>
          )}
        </ProblemBox>
        <div class="row">
          <button
            type="button"
            class="button danger"
            disabled={remove.isRunning}
            onClick={() => remove.run()}
          >
            Delete
          </button>
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </div>
    </Dialog>
  );
}
