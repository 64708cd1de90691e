import { useState } from 'preact/hooks';
import { useQuery } from '../../api/use-query.ts';
import { OllamaDocument, type OllamaQuery } from '../../gql/graphql.ts';
import { ago, size } from '../../ui/format.ts';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { hasScope } from '../../viewer/viewer.ts';
import { DeleteOllamaModelDialog } from './delete-ollama-model-dialog.tsx';

/** Models are loaded and unloaded without an event. */
const pollMs = 5_000;

type Ollama = OllamaQuery['ollama'];

/** This installation's Ollama: its version, its models, and which of them are in memory. */
export function OllamaCard() {
  const { data, problem, reload } = useQuery(OllamaDocument, {}, { pollMs });
  const [deleting, setDeleting] = useState<string | null>(null);
  const ollama = data?.ollama;
  return (
    <section class="stack" aria-labelledby="ollama">
      <div class="row">
        <h2 id="ollama">Ollama</h2>
        {ollama === undefined ? null : ollama.available ? (
          <span class="badge good">Version {ollama.version}</span>
        ) : (
          <span class="badge bad">Unavailable</span>
        )}
      </div>
      <ProblemBox problem={problem} />
      {ollama?.error ? <div class="warning-box">{ollama.error}</div> : null}
      {ollama === undefined || ollama.models.length === 0 ? null : (
        <Installed ollama={ollama} onDelete={setDeleting} />
      )}
      {ollama?.available && ollama.models.length === 0 ? (
        <p class="soft">Ollama has no models.</p>
      ) : null}
      {deleting === null ? null : (
        <DeleteOllamaModelDialog
          name={deleting}
          onClose={() => setDeleting(null)}
          onDeleted={reload}
        />
      )}
    </section>
  );
}

interface InstalledProps {
  readonly ollama: Ollama;
  readonly onDelete: (name: string) => void;
}

function Installed({ ollama, onDelete }: InstalledProps) {
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            <th>Installed model</th>
            <th>Parameters</th>
            <th>In memory</th>
            <th class="right">Size</th>
            <th>
              <span class="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {ollama.models.map((model) => (
            <tr key={model.name}>
              <td class="mono">{model.name}</td>
              <td class="soft">
                {[model.family, model.parameterSize, model.quantization]
                  .filter(Boolean)
                  .join(' · ')}
              </td>
              <td>
                <InMemory running={ollama.running.find(({ name }) => name === model.name)} />
              </td>
              <td class="right numeric">{model.sizeBytes === null ? '' : size(model.sizeBytes)}</td>
              <td class="right">
                {hasScope('platform:admin') ? (
                  <button
                    type="button"
                    class="button compact danger"
                    aria-label={`Delete ${model.name}`}
                    onClick={() => onDelete(model.name)}
                  >
                    Delete
                  </button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function InMemory({ running }: { running: Ollama['running'][number] | undefined }) {
  if (running === undefined) return <span class="soft">No</span>;
  const share = running.sizeBytes > 0 ? running.vramBytes / running.sizeBytes : 0;
  return (
    <span>
      <span class="badge good">{size(running.sizeBytes)}</span>{' '}
      <span class="soft small">
        {Math.round(share * 100)} % on GPU
        {running.expiresAt === null ? '' : `, unloaded ${ago(running.expiresAt)}`}
      </span>
    </span>
  );
}
