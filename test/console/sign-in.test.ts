import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInChromium, visit } from '../support/chromium.ts';
import { type ConsoleFixture, createConsoleFixture } from '../support/console-fixture.ts';
import { createTestApp } from '../support/create-test-app.ts';

describeInChromium('signing in', () => {
  let fixture: ConsoleFixture;
  beforeAll(async () => {
    fixture = await createConsoleFixture();
    await fixture.registerChat('Model of acme');
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  test('takes a pasted token, which stays for the tab only', async () => {
    const { app, browser, client } = fixture;
    await using visitor = await visit(browser, app.origin);
    const { page, faults } = visitor;
    await page.getByLabel('Token').fill(`Bearer ${client.token}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Model of acme', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Model of acme', exact: true }).waitFor();
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(client.token);
    const other = await page.context().newPage();
    await other.goto(app.origin);
    await other.getByLabel('Token').waitFor();
    expect(faults).toEqual([]);
  });

  test('shows nothing of another tenant', async () => {
    const { token } = await fixture.app.as('globex');
    await using visitor = await fixture.open('', { token: token ?? '' });
    await visitor.page.getByText('No models yet').waitFor();
    expect(await visitor.page.content()).not.toContain('Model of acme');
    expect(visitor.faults).toEqual([]);
  });

  test('shows only the pages that the scopes allow', async () => {
    const { token } = await fixture.app.as('acme', { scopes: ['models:read'] });
    await using visitor = await fixture.open('', { token: token ?? '' });
    await visitor.page.getByRole('link', { name: 'Model of acme', exact: true }).waitFor();
    const links = await visitor.page.locator('nav a').allTextContents();
    expect(links).toEqual(['Models', 'Routes', 'API keys', 'Downloads', 'Usage']);
    expect(await visitor.page.getByText('Register a model').count()).toBe(0);
  });

  test('explains that the token has expired, and continues with another one', async () => {
    const { token } = await fixture.app.as('acme', { ttlSeconds: 3 });
    await using visitor = await fixture.open('#/downloads', { token: token ?? '' });
    const { page, faults } = visitor;
    await page.getByRole('heading', { name: 'Downloads', exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Your token has expired' }).waitFor();
    await page.getByLabel('Token').fill(fixture.client.token ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Downloads', exact: true }).waitFor();
    expect(faults).toEqual([]);
  });

  test('explains that the server has rejected the token', async () => {
    await using visitor = await fixture.open('', { token: 'not-a-token' });
    await visitor.page.getByRole('heading', { name: 'The server rejected the token' }).waitFor();
  });

  test('is not needed with the development token', async () => {
    const token = fixture.client.token ?? '';
    await using offering = await createTestApp({ overrides: { graphiql: () => ({ token }) } });
    // Signed with the same secret.
    await using visitor = await visit(fixture.browser, offering.origin);
    await visitor.page.getByText('No models yet').waitFor();
    expect(visitor.faults).toEqual([]);
  });
});
