import type { Action } from './use-action.ts';

interface SaveButtonsProps {
  /** What the form changes, such as `model`. */
  readonly what: string;
  /** Its version now, and that with which the form was filled. */
  readonly version: number;
  readonly baseVersion: number;
  readonly isChanged: boolean;
  readonly save: Action<[expectedVersion: number]>;
  readonly onDiscard: () => void;
}

/** The buttons of a form. They ask what to do when another user has made a change meanwhile. */
export function SaveButtons(props: SaveButtonsProps) {
  const { what, version, baseVersion, isChanged, save, onDiscard } = props;
  if (version === baseVersion) {
    return (
      <div class="row">
        <button type="submit" class="button primary" disabled={!isChanged || save.isRunning}>
          Save
        </button>
        {isChanged ? (
          <button type="button" class="button" onClick={onDiscard}>
            Discard
          </button>
        ) : null}
      </div>
    );
  }
  return (
    <div class="warning-box stack" role="alert">
      <span>
        The {what} was changed meanwhile: it now has version {version}, and you began with{' '}
        {baseVersion}.
      </span>
      <div class="row">
        <button type="button" class="button compact" onClick={onDiscard}>
          Discard my changes
        </button>
        <button
          type="button"
          class="button compact"
          disabled={save.isRunning}
          onClick={() => save.run(version)}
        >
          Store my changes
        </button>
      </div>
    </div>
  );
}
