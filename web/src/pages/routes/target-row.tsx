import { useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import type { DraftTarget } from './route-draft.ts';

interface TargetRowProps {
  readonly target: DraftTarget;
  readonly index: number;
  readonly count: number;
  /** Whether it shares its position with another model. */
  readonly isInGroup: boolean;
  readonly onChange: (part: Partial<DraftTarget>) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** One model in the form of a route. */
export function TargetRow(props: TargetRowProps) {
  const { target, index, count, isInGroup, onChange, onMove, onRemove } = props;
  const up = useRef<HTMLButtonElement>(null);
  const down = useRef<HTMLButtonElement>(null);
  const move = (to: number) => {
    onMove(to);
    // Moving the row in the document takes the focus from its buttons.
    requestAnimationFrame(() => {
      const [first, second] = to < index ? [up, down] : [down, up];
      (first.current?.disabled ? second : first).current?.focus();
    });
  };
  return (
    <li class={isInGroup && index > 0 && target.isShared ? 'shared' : undefined}>
      <div class="row">
        <strong class="grow">{target.name}</strong>
        <button
          ref={up}
          type="button"
          class="button quiet compact"
          aria-label={`Move ${target.name} up`}
          disabled={index === 0}
          onClick={() => move(index - 1)}
        >
          <Icon name="up" size={16} />
        </button>
        <button
          ref={down}
          type="button"
          class="button quiet compact"
          aria-label={`Move ${target.name} down`}
          disabled={index === count - 1}
          onClick={() => move(index + 1)}
        >
          <Icon name="down" size={16} />
        </button>
        <button
          type="button"
          class="button quiet compact"
          aria-label={`Remove ${target.name}`}
          onClick={onRemove}
        >
          <Icon name="close" size={16} />
        </button>
      </div>
      <div class="row small">
        {index === 0 ? null : (
          <label class="check">
            <input
              type="checkbox"
              checked={target.isShared}
              onChange={(event) => onChange({ isShared: event.currentTarget.checked })}
            />
            Shares the position of the model above
          </label>
        )}
        {isInGroup ? (
          <label class="check">
            Weight
            <input
              class="input weight"
              type="number"
              min="1"
              max="1000"
              aria-label={`Weight of ${target.name}`}
              value={target.weight}
              onInput={(event) => onChange({ weight: event.currentTarget.value })}
            />
          </label>
        ) : null}
      </div>
    </li>
  );
}
