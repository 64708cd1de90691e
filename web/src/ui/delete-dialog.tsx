import type { ComponentChildren } from 'preact';
import { Dialog } from './dialog.tsx';
import { ProblemBox } from './problem-box.tsx';
import type { Action } from './use-action.ts';

interface DeleteDialogProps {
  readonly name: string;
  readonly remove: Action<[]>;
  readonly onClose: () => void;
  /** Text of the button. @default Delete */
  readonly label?: string;
  /** What prevents the deletion; a list item for each. */
  readonly users?: readonly ComponentChildren[];
  /** The consequences. */
  readonly children: ComponentChildren;
}

/** Asks before something is deleted that cannot be restored. */
export function DeleteDialog(props: DeleteDialogProps) {
  const { name, remove, onClose, label = 'Delete', users = [], children } = props;
  return (
    <Dialog title={`Delete ${name}`} onClose={onClose}>
      <div class="stack">
        <p>{children}</p>
        <ProblemBox problem={remove.problem}>
          {users.length === 0 ? null : <ul>{users}</ul>}
        </ProblemBox>
        <div class="row">
          <button
            type="button"
            class="button danger"
            disabled={remove.isRunning}
            onClick={() => remove.run()}
          >
            {label}
          </button>
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </div>
    </Dialog>
  );
}
