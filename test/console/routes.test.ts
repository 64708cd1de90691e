import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInChromium, seriousFindings } from '../support/chromium.ts';
import {
  type ConsoleFixture,
  createConsoleFixture,
  providerKey,
} from '../support/console-fixture.ts';
import { createRoute } from '../support/created-route.ts';
import { startCuttableProxy } from '../support/cuttable-proxy.ts';
import { ResetHealth } from '../support/health-operations.ts';
import { type OpenCircuit, openCircuit as openOne, rowIdOf } from '../support/open-circuit.ts';
import { DeleteModel } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { FindDefaults, ListRoutes, UpdateRoute } from '../support/route-operations.ts';

describeInChromium('the page of the routes', () => {
  let fixture: ConsoleFixture;
  beforeAll(async () => {
    fixture = await createConsoleFixture();
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const model = (name: string) =>
    register(fixture.client, { name, baseUrl: fixture.providerUrl, apiKey: providerKey });

  const openCircuit = (modelId: string, circuit: Partial<OpenCircuit> = {}) =>
    openOne(fixture.database, { owner: 'acme', modelId, ...circuit });

  const open = (id: string) => fixture.open(`#/routes/${encodeURIComponent(id)}`);

  test('states what a route is for, and creates one', async () => {
    for (const name of ['create-a', 'create-b', 'create-c']) await model(name);
    await using visitor = await fixture.open('#/routes');
    const { page, faults } = visitor;
    await page.getByText('A route is a name for several models.').waitFor();
    await page.getByRole('link', { name: 'Create the first route' }).click();
    await page.getByText('Enter a name.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('assistant');
    for (const name of ['create-a', 'create-b', 'create-c']) {
      await page.getByLabel('Add a model').selectOption({ label: name });
    }
    await page.getByRole('button', { name: 'Move create-c up' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.target-fields li').nth(1).getByText('create-c').waitFor();
    // The button keeps the focus, so that the keyboard can move the model further.
    await page.keyboard.press('Enter');
    await page.locator('.target-fields li').nth(0).getByText('create-c').waitFor();
    await page.locator('.target-fields li').nth(2).getByRole('checkbox').check();
    await page.getByLabel('Weight of create-a').fill('3');
    await page.getByText('When another model is used, and limits').click();
    await page.getByLabel('Attempts').fill('21');
    await page.getByLabel('A content filter blocks a request').selectOption('NEXT');
    await page.getByText('The audit log records the choice.').waitFor();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.locator('#main [aria-invalid=true]').waitFor();
    expect(await page.getByLabel('Attempts').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Attempts').fill('4');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { name: 'assistant', level: 1 }).waitFor();
    await page.getByText('75 % of the calls').waitFor();
    const { routes } = await fixture.client.data(ListRoutes, {});
    expect(routes.nodes).toHaveLength(1);
    await page.reload();
    await page.getByText('When another model is used, and limits').click();
    expect(await page.getByLabel('Attempts').inputValue()).toBe('4');
    expect(await page.getByLabel('A content filter blocks a request').inputValue()).toBe('NEXT');
    const names = await page.locator('.target-fields li strong').allTextContents();
    expect(names).toEqual(['create-c', 'create-a', 'create-b']);
    expect(await page.getByLabel('Weight of create-a').inputValue()).toBe('3');
    expect(faults).toEqual([]);
  });

  test('shows a name that is in use at its field', async () => {
    const { id } = await model('named-twice');
    await createRoute(fixture.client, [id], { name: 'taken' });
    await using visitor = await fixture.open('#/routes/new');
    const { page } = visitor;
    await page.getByLabel('Name', { exact: true }).fill('taken');
    await page.getByLabel('Add a model').selectOption({ label: 'named-twice' });
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.locator('#main [aria-invalid=true]').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBe(
      'true',
    );
  });

  test('does not overwrite what another user has changed meanwhile', async () => {
    const { id: modelId } = await model('edited-by-two');
    const { id } = await createRoute(fixture.client, [modelId], { name: 'edited by two' });
    await using visitor = await open(id);
    const { page, faults } = visitor;
    await page.getByLabel('Description').fill('Mine');
    await fixture.client.data(UpdateRoute, { input: { id, description: 'Theirs' } });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The route was changed meanwhile').waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe('Mine');
    await page.getByRole('button', { name: 'Store my changes' }).click();
    await page.getByText('The changes are stored.').waitFor();
    await page.reload();
    expect(await page.getByLabel('Description').inputValue()).toBe('Mine');
    expect(faults).toEqual([]);
  });

  test('makes a route the default, and deletes it after a confirmation', async () => {
    const { id: modelId } = await model('default-target');
    const { id } = await createRoute(fixture.client, [modelId], { name: 'short-lived' });
    await using visitor = await open(id);
    const { page, faults } = visitor;
    await page.getByRole('button', { name: 'Make default' }).click();
    await page.getByRole('button', { name: 'Remove as default' }).waitFor();
    const { defaultRoute } = await fixture.client.data(FindDefaults, { type: 'CHAT' });
    expect(defaultRoute?.id).toBe(id);
    await page.getByRole('button', { name: 'Remove as default' }).click();
    await page.getByRole('button', { name: 'Make default' }).waitFor();
    await page.getByRole('button', { name: 'Delete this route' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('short-lived is deleted.').waitFor();
    await page.getByRole('heading', { name: 'Routes', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'taken' }).waitFor();
    expect(await page.getByRole('link', { name: 'short-lived' }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test('follows the circuit of a model, and closes it', async () => {
    const { id } = await model('fails');
    await createRoute(fixture.client, [id], { name: 'failing' });
    await using visitor = await fixture.open('#/routes');
    const { page, faults } = visitor;
    const target = page.locator('.route-target', { hasText: 'fails' });
    await target.getByText('Healthy').waitFor();
    await openCircuit(id, { forMs: 3_000 });
    await target.getByText('Avoided').waitFor();
    await target.getByText(/unavailable, tested again in \d s/).waitFor();
    await target.getByText('the next call tests it').waitFor();
    await target.getByRole('button', { name: 'Reset health of fails' }).click();
    await target.getByText('Healthy').waitFor();
    expect(faults).toEqual([]);
  });

  test('shows the health of a credential on the pages of its model and of its routes', async () => {
    const { id } = await model('rejects');
    await createRoute(fixture.client, [id], { name: 'rejecting' });
    await using visitor = await fixture.open(`#/models/${encodeURIComponent(id)}`);
    const { page, faults } = visitor;
    const health = page.getByRole('region', { name: 'Health' });
    await health.getByText('Healthy').nth(1).waitFor();
    const reason = 'CREDENTIAL_REJECTED';
    await openCircuit(id, { keyId: rowIdOf(id), forMs: 300_000, reason });
    await health.getByText('Avoided').waitFor();
    await health.getByText(/credential rejected, tested again in 5 min/).waitFor();
    await page.getByRole('link', { name: 'Routes', exact: true }).click();
    const target = page.locator('.route-target', { hasText: 'rejects' });
    await target.getByText('credential rejected').waitFor();
    await page.goBack();
    await health.getByRole('button', { name: 'Reset health of rejects' }).click();
    await health.getByText('Healthy').nth(1).waitFor();
    expect(faults).toEqual([]);
  });

  test('shows the health after the connection was lost', async () => {
    const { id } = await model('changes-offline');
    await createRoute(fixture.client, [id], { name: 'offline' });
    await using proxy = await startCuttableProxy(fixture.app.origin);
    await openCircuit(id);
    await using visitor = await fixture.open('#/routes', { origin: proxy.origin });
    const { page } = visitor;
    const target = page.locator('.route-target', { hasText: 'changes-offline' });
    await target.getByText('Avoided').waitFor();
    proxy.refuse();
    await page.getByText('The connection to the server is lost').waitFor();
    await fixture.client.data(ResetHealth, { modelId: id });
    proxy.thaw();
    await target.getByText('Healthy').waitFor();
  });

  test('shows and keeps a model that was deleted', async () => {
    const [first, second] = [await model('removed'), await model('remains')];
    const { id } = await createRoute(fixture.client, [first.id, second.id], { name: 'incomplete' });
    await fixture.client.data(DeleteModel, { input: { id: first.id } });
    await using visitor = await open(id);
    const { page } = visitor;
    await page.getByText('Deleted model, which calls skip').waitFor();
    await page.getByRole('button', { name: 'Remove remains' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The changes are stored.').waitFor();
    await page.getByRole('button', { name: 'Remove Deleted model' }).waitFor();
  });

  test.each(['light', 'dark'] as const)('axe finds nothing serious (%s)', async (colorScheme) => {
    const [first, second] = [
      await model(`axe-a-${colorScheme}`),
      await model(`axe-${colorScheme}`),
    ];
    const name = `axe ${colorScheme}`;
    await createRoute(fixture.client, [first.id, second.id], { name });
    await openCircuit(first.id);
    await using visitor = await fixture.open('#/routes', { colorScheme });
    const { page, faults } = visitor;
    const findings: string[] = [];
    const check = async () => findings.push(...(await seriousFindings(page)));
    await page.getByText('Avoided').first().waitFor();
    await check();
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.getByText('When another model is used, and limits').click();
    await page.getByLabel('A content filter blocks a request').selectOption('NEXT');
    await check();
    await page.setViewportSize({ width: 390, height: 800 });
    await check();
    expect(findings).toEqual([]);
    expect(faults).toEqual([]);
  });
});
