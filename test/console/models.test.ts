import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInChromium } from '../support/chromium.ts';
import {
  type ConsoleFixture,
  createConsoleFixture,
  providerKey,
} from '../support/console-fixture.ts';
import { UpdateModel } from '../support/operations.ts';

describeInChromium('the page of the models', () => {
  let fixture: ConsoleFixture;
  beforeAll(async () => {
    fixture = await createConsoleFixture();
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  test('registers a model: lists offered models, tests step by step, and stores it', async () => {
    await using visitor = await fixture.open('#/models/new');
    const { page, faults } = visitor;
    await page.getByLabel('Base URL').fill(fixture.providerUrl);
    await page.getByLabel('API key').fill(providerKey);
    await page.getByRole('button', { name: 'List the offered models' }).click();
    await page.getByRole('button', { name: 'gpt-small' }).click();
    expect(await page.getByLabel('Model', { exact: true }).inputValue()).toBe('gpt-small');
    await page.getByLabel('Display name').fill('Registered by hand');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('Every step succeeded').waitFor();
    const steps = await page.locator('.steps li').allTextContents();
    expect(steps.map((step) => step.replace(/^Succeeded:/, '').slice(0, 13))).toEqual([
      'Address is al',
      'Server respon',
      'Credential is',
      'Model existsT',
      'Model respond',
    ]);
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.getByRole('heading', { name: 'Registered by hand' }).waitFor();
    await page.getByText('…6789').waitFor();
    expect(faults).toEqual([]);
  });

  test('shows the errors of a registration where they belong', async () => {
    await using visitor = await fixture.open('#/models/new');
    const { page } = visitor;
    await page.getByLabel('Base URL').fill('ftp://example.com');
    await page.getByLabel('Model', { exact: true }).fill('any');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.locator('#main [aria-invalid=true]').waitFor();
    expect(await page.getByLabel('Base URL').getAttribute('aria-invalid')).toBe('true');
    const id = await page.getByLabel('Base URL').getAttribute('aria-describedby');
    expect(await page.locator(`[id="${id}"]`).textContent()).toMatch(/http/);
  });

  test('follows changes that others make', async () => {
    await using visitor = await fixture.open('');
    const { page, faults } = visitor;
    await page.getByRole('heading', { name: 'Models', exact: true }).waitFor();
    const { id } = await fixture.registerChat('Made by others');
    await page.getByRole('link', { name: 'Made by others', exact: true }).waitFor();
    await fixture.client.data(UpdateModel, { input: { id, displayName: 'Renamed by others' } });
    await page.getByRole('link', { name: 'Renamed by others', exact: true }).waitFor();
    await page.getByLabel('Search models').fill('renamed by');
    await page.getByText('1 of 1 model').waitFor();
    await page.getByLabel('Type').selectOption('EMBEDDING');
    await page.getByText('No model matches').waitFor();
    expect(faults).toEqual([]);
  });

  test('does not overwrite what another user has changed meanwhile', async () => {
    const { id } = await fixture.registerChat('Edited by two');
    await using visitor = await fixture.open(`#/models/${encodeURIComponent(id)}`);
    const { page, faults } = visitor;
    await page.getByLabel('Description').fill('Mine');
    await fixture.client.data(UpdateModel, { input: { id, description: 'Theirs' } });
    await page.getByText('The model was changed meanwhile').waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe('Mine');
    await page.getByRole('button', { name: 'Discard my changes' }).click();
    expect(await page.getByLabel('Description').inputValue()).toBe('Theirs');
    await page.getByLabel('Description').fill('Mine');
    await fixture.client.data(UpdateModel, { input: { id, description: 'Theirs again' } });
    await page.getByText('The model was changed meanwhile').waitFor();
    await page.getByRole('button', { name: 'Store my changes' }).click();
    await page.getByText('The changes are stored.').waitFor();
    await page.reload();
    await page.getByLabel('Display name').waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe('Mine');
    expect(faults).toEqual([]);
  });

  test('shows that a model was changed when it is saved, without live updates', async () => {
    const { id } = await fixture.registerChat('Edited offline');
    await using visitor = await fixture.open(`#/models/${encodeURIComponent(id)}`);
    const { page } = visitor;
    await page.routeWebSocket('**/graphql', () => {});
    await page.reload();
    await page.getByLabel('Description').fill('Mine');
    await fixture.client.data(UpdateModel, { input: { id, description: 'Theirs' } });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The model was changed meanwhile').waitFor();
    await page.getByRole('button', { name: 'Discard my changes' }).click();
    expect(await page.getByLabel('Description').inputValue()).toBe('Theirs');
  });

  test('declares capabilities, and stores sampling options, extra parameters and headers', async () => {
    const { id } = await fixture.registerChat('With extras');
    await using visitor = await fixture.open(`#/models/${encodeURIComponent(id)}`);
    const { page, faults } = visitor;
    await page.getByText('Options and limits').click();
    await page.getByLabel('Top K').fill('40');
    await page.getByLabel('Min P').fill('0.05');
    await page.getByLabel('Repetition penalty').fill('1.1');
    await page.getByLabel('Declare what the model can do').check();
    await page.getByLabel('Images', { exact: true }).check();
    await page.getByLabel('Extra parameters').fill('{"service_tier": ');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('must be JSON', { exact: true }).waitFor();
    await page.getByLabel('Extra parameters').fill('{"service_tier": "flex"}');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The changes are stored.').waitFor();
    await page.getByLabel('New secret headers').fill('X-Team: canary-value');
    await page.getByRole('button', { name: 'Store', exact: true }).click();
    await page.getByText('Secret headers: X-Team').waitFor();
    await page.reload();
    await page.getByText('Options and limits').click();
    expect(await page.getByLabel('Top K').inputValue()).toBe('40');
    expect(await page.getByLabel('Min P').inputValue()).toBe('0.05');
    expect(await page.getByLabel('Repetition penalty').inputValue()).toBe('1.1');
    expect(await page.getByLabel('Images', { exact: true }).isChecked()).toBe(true);
    expect(JSON.parse(await page.getByLabel('Extra parameters').inputValue())).toEqual({
      service_tier: 'flex',
    });
    expect(await page.content()).not.toContain('canary-value');
    expect(faults).toEqual([]);
  });

  test('stores and deletes a credential, and makes a model the default', async () => {
    const { id } = await fixture.registerChat('With a key');
    await using visitor = await fixture.open(`#/models/${encodeURIComponent(id)}`);
    const { page, faults } = visitor;
    await page.getByLabel('New API key').fill('sk-another-key-4242');
    await page.getByRole('button', { name: 'Store', exact: true }).click();
    await page.getByText('…4242').waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('No credential is stored.').waitFor();
    await page.getByRole('button', { name: 'Make default' }).click();
    await page.getByText('Chat, the default of this type').waitFor();
    await page.getByRole('button', { name: 'Remove as default' }).click();
    await page.getByRole('button', { name: 'Make default' }).waitFor();
    expect(faults).toEqual([]);
  });

  test('deletes a model, and restores it', async () => {
    const { id } = await fixture.registerChat('Deleted by mistake');
    await using visitor = await fixture.open(`#/models/${encodeURIComponent(id)}`);
    const { page, faults } = visitor;
    await page.getByRole('button', { name: 'Delete this model' }).click();
    await page.getByText('Deleted by mistake is deleted.').waitFor();
    const link = page.getByRole('link', { name: 'Deleted by mistake', exact: true });
    await link.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await link.waitFor();
    expect(faults).toEqual([]);
  });

  test('watches a download to its end, after it was cancelled and started again', async () => {
    fixture.ollama.bytesPerSecond = 2_000_000;
    await using visitor = await fixture.open('#/models/new');
    const { page, faults } = visitor;
    await page.getByRole('button', { name: 'On Ollama' }).click();
    await page.getByLabel('Model', { exact: true }).fill('large');
    await page.getByRole('button', { name: 'Register and download' }).click();
    await page.getByText(/MB of 40\.0 MB · .*MB\/s · .* left/).waitFor();
    const bar = page.getByRole('progressbar');
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByText('Cancelled', { exact: true }).waitFor();
    expect(await bar.count()).toBe(0);
    await page.getByRole('button', { name: 'Try again' }).click();
    await bar.waitFor();
    fixture.ollama.bytesPerSecond = 1_000_000_000;
    await page.getByText('Downloaded, 40.0 MB').waitFor();
    await page.locator('.facts').getByText('Active').waitFor();
    expect(faults).toEqual([]);
  });
});
