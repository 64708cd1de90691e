import { nameOf } from '../models/model-names.ts';
import { words } from '../ui/format.ts';
import type { Restart } from './response.ts';

/** States that the text so far is discarded, and which model responds. */
export function RestartNote({ restart: { failed, model } }: { restart: Restart }) {
  const before = failed.model === null ? 'A model' : nameOf(failed.model);
  const after = model === null ? 'another model' : nameOf(model);
  const reason = failed.error === null ? '' : ` (${words(failed.error.reason)})`;
  return (
    <div class="restart small soft" role="status">
      {before} stopped in the middle of its response{reason}.{' '}
      {model !== null && model.id === failed.model?.id
        ? 'It generates the response again, from the beginning.'
        : `This is the response of ${after}, from the beginning.`}
    </div>
  );
}
