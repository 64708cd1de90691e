import type { ModelStatus } from '../gql/graphql.ts';

const looks: Readonly<Record<ModelStatus, readonly [tone: string, text: string]>> = {
  ACTIVE: ['good', 'Active'],
  DOWNLOADING: ['busy', 'Downloading'],
  DOWNLOAD_FAILED: ['bad', 'Download failed'],
  UNSUITABLE: ['bad', 'Unsuitable'],
};

export function StatusBadge({ status }: { status: ModelStatus }) {
  const [tone, text] = looks[status];
  return <span class={`badge ${tone}`}>{text}</span>;
}
