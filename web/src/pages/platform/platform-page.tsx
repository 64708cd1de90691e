import { PageHead } from '../../ui/page-head.tsx';
import { BuiltinCard } from './builtin-card.tsx';
import { EncryptionCard } from './encryption-card.tsx';
import { TenantUsageCard } from './tenant-usage-card.tsx';

/** What concerns all tenants. */
export function PlatformPage() {
  return (
    <>
      <PageHead title="Platform" />
      <BuiltinCard />
      <EncryptionCard />
      <TenantUsageCard />
    </>
  );
}
