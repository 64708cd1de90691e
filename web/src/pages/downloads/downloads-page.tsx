import { nameOf } from '../../models/model-names.ts';
import { PullBar } from '../../models/pull-bar.tsx';
import { linkTo } from '../../navigation/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Time } from '../../ui/time.tsx';
import { hasScope } from '../../viewer/viewer.ts';
import { OllamaCard } from './ollama-card.tsx';
import { useDownloads } from './use-downloads.ts';

/** The downloads of local models, and what Ollama has. */
export function DownloadsPage() {
  const { downloads, problem } = useDownloads();
  return (
    <>
      <PageHead title="Downloads" />
      <ProblemBox problem={problem} />
      {downloads === undefined ? null : downloads.length === 0 ? (
        <Empty
          title="No downloads"
          action={
            hasScope('models:write') ? (
              <a class="button primary" href={linkTo('models', 'new')}>
                Register a local model
              </a>
            ) : undefined
          }
        >
          When you register a local model that Ollama does not have, its download appears here.
        </Empty>
      ) : (
        <ul class="downloads">
          {downloads.map((pull) => {
            const [model] = pull.models;
            return (
              <li key={pull.id} class="card">
                <div class="row">
                  {model === undefined ? (
                    <span class="grow">{pull.name}</span>
                  ) : (
                    <a class="grow" href={linkTo('models', model.id)}>
                      {nameOf(model)}
                    </a>
                  )}
                  <span class="soft small mono">{pull.name}</span>
                  <span class="soft small">
                    <Time at={pull.createdAt} />
                  </span>
                </div>
                <PullBar model={model ?? null} pull={pull} />
              </li>
            );
          })}
        </ul>
      )}
      <OllamaCard />
    </>
  );
}
