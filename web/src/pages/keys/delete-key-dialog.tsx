import { useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { type ApiKeyPartsFragment, DeleteApiKeyDocument } from '../../gql/graphql.ts';
import { nameOf } from '../../models/model-names.ts';
import { linkTo } from '../../navigation/route.ts';
import { DeleteDialog } from '../../ui/delete-dialog.tsx';
import { notify } from '../../ui/notice.tsx';
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
    <DeleteDialog
      name={name}
      remove={remove}
      onClose={onClose}
      users={users.map((model) => (
        <li key={model.id}>
          <a href={linkTo('models', model.id)}>{nameOf(model)}</a>
        </li>
      ))}
    >
      The key cannot be restored. A key that models use cannot be deleted.
    </DeleteDialog>
  );
}
