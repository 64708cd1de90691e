import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindModelKeys, storeApiKey } from '../support/api-key-operations.ts';
import { describeInChromium, seriousFindings } from '../support/chromium.ts';
import { type ConsoleFixture, createConsoleFixture } from '../support/console-fixture.ts';
import { openCircuit, rowIdOf } from '../support/open-circuit.ts';
import { register } from '../support/registered-model.ts';

describeInChromium('the page of the API keys', () => {
  let fixture: ConsoleFixture;
  beforeAll(async () => {
    fixture = await createConsoleFixture();
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const model = (name: string) => register(fixture.client, { name, baseUrl: fixture.providerUrl });

  test('stores a key, renames it, replaces its value and deletes it', async () => {
    await using visitor = await fixture.open('#/keys');
    const { page, faults } = visitor;
    await page.getByText('No API keys yet').waitFor();
    await page.getByRole('button', { name: 'Store a key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('team');
    await dialog.getByLabel('Base URL').fill(fixture.providerUrl);
    await dialog.getByLabel('Key', { exact: true }).fill('sk-canary-value-1111');
    await dialog.getByRole('button', { name: 'Store', exact: true }).click();
    await page.getByText('…1111').waitFor();
    await page.getByRole('button', { name: 'Change team' }).click();
    await dialog.getByLabel('Name').fill('shared');
    await dialog.getByLabel('New value').fill('sk-canary-value-2222');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The new value is stored.').waitFor();
    await page.getByText('…2222').waitFor();
    expect(await page.content()).not.toContain('sk-canary-value');
    await page.getByRole('button', { name: 'Delete shared' }).click();
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('No API keys yet').waitFor();
    expect(faults).toEqual([]);
  });

  test('gives a model two keys, and lists the models of a key that cannot be deleted', async () => {
    const { id } = await model('keyed');
    const stored = [];
    for (const name of ['first', 'second']) {
      stored.push(await storeApiKey(fixture.client, { name, baseUrl: fixture.providerUrl }));
    }
    const [, second] = stored;
    await using visitor = await fixture.open(`#/models/${encodeURIComponent(id)}`);
    const { page, faults } = visitor;
    await page.getByLabel('Add a key').selectOption({ label: 'first' });
    await page.getByLabel('Add a key').selectOption({ label: 'second' });
    await page.getByLabel('Weight of first').fill('3');
    await page.getByLabel('Enabled: second').uncheck();
    await page.getByRole('button', { name: 'Save the keys' }).click();
    await page.getByText('The keys are stored.').waitFor();
    const found = await fixture.client.data(FindModelKeys, { id });
    expect(found.model?.keys).toMatchObject([
      { weight: 3, enabled: true, apiKey: { name: 'first' } },
      { weight: 1, enabled: false, apiKey: { name: 'second' } },
    ]);
    const health = page.getByRole('region', { name: 'Health' });
    await openCircuit(fixture.database, {
      owner: 'acme',
      modelId: id,
      keyId: rowIdOf(second?.id ?? ''),
      reason: 'RATE_LIMITED',
    });
    await health.getByText(/rate limited, tested again in/).waitFor();
    await health.getByRole('button', { name: 'Reset health of keyed' }).click();
    await health.getByText('Avoided').waitFor({ state: 'detached' });
    const findings = await seriousFindings(page);
    await page.getByRole('link', { name: 'API keys' }).first().click();
    await page.getByRole('button', { name: 'Delete first' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByRole('alert').getByRole('link', { name: 'keyed' }).waitFor();
    findings.push(...(await seriousFindings(page)));
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 800 });
    findings.push(...(await seriousFindings(page)));
    expect(findings).toEqual([]);
    expect(faults).toEqual([]);
  });
});
