import { useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { DeleteOllamaModelDocument } from '../../gql/graphql.ts';
import { DeleteDialog } from '../../ui/delete-dialog.tsx';
import { notify } from '../../ui/notice.tsx';
import { useAction } from '../../ui/use-action.ts';

interface DeleteOllamaModelDialogProps {
  readonly name: string;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Asks first: the model would have to be downloaded again. */
export function DeleteOllamaModelDialog(props: DeleteOllamaModelDialogProps) {
  const { name, onClose, onDeleted } = props;
  const [users, setUsers] = useState<readonly string[]>([]);
  const remove = useAction(async () => {
    const { deleteOllamaModel: result } = await mutate(DeleteOllamaModelDocument, {
      input: { name },
    });
    if (result.__typename === 'ModelInUseError') {
      setUsers(
        result.models.map((model) => {
          const owner = model.tenantId === null ? 'built-in' : `tenant ${model.tenantId}`;
          return `${model.displayName ?? model.name} (${owner})`;
        }),
      );
    }
    payloadOf(result);
    notify(`${name} is deleted from Ollama.`);
    onDeleted();
    onClose();
  });
  return (
    <DeleteDialog
      name={name}
      remove={remove}
      onClose={onClose}
      label="Delete from Ollama"
      users={users.map((user) => <li key={user}>{user}</li>)}
    >
      Ollama deletes its files. To use the model again, it has to be downloaded again.
    </DeleteDialog>
  );
}
