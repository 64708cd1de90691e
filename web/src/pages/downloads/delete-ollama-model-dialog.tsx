import { useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { DeleteOllamaModelDocument } from '../../gql/graphql.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { notify } from '../../ui/notice.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
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
    <Dialog title={`Delete ${name}`} onClose={onClose}>
      <div class="stack">
        <p>Ollama deletes its files. To use the model again, it has to be downloaded again.</p>
        <ProblemBox problem={remove.problem}>
          {users.length === 0 ? null : (
            <ul>
              {users.map((user) => (
                <li key={user}>{user}</li>
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
            Delete from Ollama
          </button>
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </div>
    </Dialog>
  );
}
