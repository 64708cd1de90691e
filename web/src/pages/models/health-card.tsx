import { Fragment } from 'preact';
import type { ModelDetailsFragment } from '../../gql/graphql.ts';
import { HealthBadge } from '../../models/health-badge.tsx';
import { avoidedPart, healthOf, useHealthChanges } from '../../models/health-feed.ts';
import { nameOf } from '../../models/model-names.ts';
import { ResetHealthButton } from '../../models/reset-health-button.tsx';
import { Time } from '../../ui/time.tsx';

/** Whether calls use the model and its credential, or avoid them after failures. */
export function HealthCard({ model }: { model: ModelDetailsFragment }) {
  useHealthChanges();
  const itself = healthOf({ modelId: model.id });
  const lastSuccessAt = itself?.lastSuccessAt ?? model.health.lastSuccessAt;
  const isHealthy =
    avoidedPart(model.id) === null &&
    model.keys.every(
      ({ apiKey: { id: keyId } }) =>
        (healthOf({ modelId: model.id, part: { keyId } })?.state ?? 'CLOSED') === 'CLOSED',
    );
  return (
    <section class="card stack" aria-labelledby="health">
      <h2 id="health">Health</h2>
      <dl class="facts">
        <dt>Model</dt>
        <dd>
          <HealthBadge modelId={model.id} />
        </dd>
        {model.credential.configured ? (
          <>
            <dt>Credential</dt>
            <dd>
              <HealthBadge modelId={model.id} part="CREDENTIAL" />
            </dd>
          </>
        ) : null}
        {model.keys.map(({ apiKey: { id, name } }) => (
          <Fragment key={id}>
            <dt>Key {name}</dt>
            <dd>
              <HealthBadge modelId={model.id} part={{ keyId: id }} />
            </dd>
          </Fragment>
        ))}
        <dt>Last success</dt>
        <dd>
          {lastSuccessAt === null ? (
            <span class="soft">none known</span>
          ) : (
            <Time at={lastSuccessAt} />
          )}
        </dd>
      </dl>
      {isHealthy ? null : (
        <div>
          <ResetHealthButton model={model} name={nameOf(model)} />
        </div>
      )}
    </section>
  );
}
