import { useState } from 'preact/hooks';
import { useQuery } from '../../api/use-query.ts';
import { ApiKeysDocument } from '../../gql/graphql.ts';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { hasScope } from '../../viewer/viewer.ts';
import { KeyTable } from './key-table.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';

/** API keys that several models can use. */
export function KeysPage() {
  const [after, setAfter] = useState<string | null>(null);
  const [isCreating, setCreating] = useState(false);
  const { data, problem, isLoading, reload } = useQuery(ApiKeysDocument, { after });
  const keys = data?.apiKeys.nodes;
  const pageInfo = data?.apiKeys.pageInfo;
  const add = hasScope('models:write') ? (
    <button type="button" class="button primary" onClick={() => setCreating(true)}>
      <Icon name="plus" size={16} />
      Store a key
    </button>
  ) : null;
  return (
    <>
      <PageHead title="API keys">{add}</PageHead>
      <ProblemBox problem={problem} />
      {keys === undefined ? null : keys.length > 0 ? (
        <KeyTable keys={keys} onDeleted={reload} />
      ) : isLoading ? null : (
        <Empty title="No API keys yet">
          A key that is stored here can be used by several models, and a model can use several keys:
          when the provider limits or rejects one, calls use another. Replacing its value replaces
          it for all of them.
        </Empty>
      )}
      <ShowMore pageInfo={pageInfo} onShow={setAfter} />
      {isCreating ? <NewKeyDialog onClose={() => setCreating(false)} onCreated={reload} /> : null}
    </>
  );
}
