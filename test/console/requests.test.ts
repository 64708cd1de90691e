import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInChromium } from '../support/chromium.ts';
import { type ConsoleFixture, createConsoleFixture } from '../support/console-fixture.ts';
import { CreateModel, DeleteModel, UpdateModel } from '../support/operations.ts';
import { testKey } from '../support/test-config.ts';

interface Operation {
  readonly operationName?: string;
  readonly query: string;
}

/** Records the names of the operations that a page sends, without the sign-in. */
function recordOperations(page: Page): string[] {
  const names: string[] = [];
  const add = ({ operationName, query }: Operation) => {
    const name = operationName ?? /(?:query|mutation|subscription) (\w+)/.exec(query)?.[1] ?? query;
    if (name !== 'Viewer') names.push(name);
  };
  page.on('request', (request) => {
    if (request.method() === 'POST') add(request.postDataJSON() as Operation);
  });
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const { type, payload: operation } = JSON.parse(String(payload)) as {
        type: string;
        payload: Operation;
      };
      if (type === 'subscribe') add(operation);
    }),
  );
  return names;
}

describeInChromium('the requests of a page', () => {
  let fixture: ConsoleFixture;
  beforeAll(async () => {
    fixture = await createConsoleFixture({ encryptionKeys: [testKey('new'), testKey('old')] });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  /** Opens a page and records its operations. */
  async function openRecorded(fragment: string) {
    // A document of the same origin, to listen before the console is loaded.
    const visitor = await fixture.open('livez');
    const operations = recordOperations(visitor.page);
    await visitor.page.goto(`${fixture.app.origin}/${fragment}`);
    return { ...visitor, operations };
  }

  test('the list of models: one query and one subscription, also after changes', async () => {
    const { id: gone } = await fixture.registerChat('Gone soon');
    await using visitor = await openRecorded('#/models');
    const { page, operations } = visitor;
    const link = (name: string) => page.getByRole('link', { name, exact: true });
    await link('Gone soon').waitFor();
    const { id } = await fixture.registerChat('New here');
    await link('New here').waitFor();
    await fixture.client.data(UpdateModel, { input: { id, displayName: 'Renamed here' } });
    await link('Renamed here').waitFor();
    await fixture.client.data(DeleteModel, { input: { id: gone } });
    await link('Gone soon').waitFor({ state: 'detached' });
    await page.getByText('1 of 1 model').waitFor();
    expect(operations).toEqual(['Models', 'ModelChanges']);
  });

  test('a new model with a download: its row appears, and one subscription moves its bar', async () => {
    fixture.ollama.bytesPerSecond = 2_000_000;
    await using visitor = await openRecorded('#/models');
    const { page, operations } = visitor;
    await page.getByText(/^\d+ of \d+ models?$/).waitFor();
    const local = { name: 'large', type: 'CHAT' as const };
    await fixture.client.data(CreateModel, { input: { local } });
    await page.getByText(/MB of 40\.0 MB · .*MB\/s/).waitFor();
    fixture.ollama.bytesPerSecond = 1_000_000_000;
    const row = page.locator('tr', { hasText: 'large' });
    await row.getByText('Active').waitFor();
    expect(operations).toEqual(['Models', 'ModelChanges', 'PullProgress']);
  });

  test('the list of downloads: one query and one subscription, also for a new download', async () => {
    await using visitor = await openRecorded('#/downloads');
    const { page, operations } = visitor;
    await page.getByText(/^Version/).waitFor();
    const local = { name: 'huge', type: 'CHAT' as const };
    await fixture.client.data(CreateModel, { input: { local } });
    const download = page.locator('.downloads li', { hasText: 'huge' });
    await download.getByText('Downloaded, 90.0 MB').waitFor();
    expect(operations.filter((name) => name !== 'Ollama')).toEqual(['Downloads', 'PullChanges']);
  });

  test('a rotation: one mutation and one subscription', async () => {
    await using visitor = await openRecorded('#/platform');
    const { page, operations } = visitor;
    await page.locator('tr', { hasText: 'old' }).waitFor();
    await page.getByText('The keys have never been rotated.').waitFor();
    const shown = operations.length;
    await page.getByRole('button', { name: 'Encrypt everything with the first key' }).click();
    await page.getByText(/Last rotation: .* encrypted/).waitFor();
    await page.locator('tr', { hasText: 'old' }).getByText('Can be removed').waitFor();
    expect(operations.slice(0, shown).toSorted()).toEqual(['KeyRotation', 'TenantUsage']);
    expect(operations.slice(shown)).toEqual(['RotateEncryptionKeys', 'KeyRotation']);
  });
});
