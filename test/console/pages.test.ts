import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInChromium, seriousFindings } from '../support/chromium.ts';
import { type ConsoleFixture, createConsoleFixture } from '../support/console-fixture.ts';
import { chunk, content, done, sseHeaders } from '../support/fake-openai.ts';
import { CreateModel } from '../support/operations.ts';
import { PullOllamaModel } from '../support/pull-list-operations.ts';
import { testKey } from '../support/test-config.ts';

const chatPath = '/v1/chat/completions';

describeInChromium('the other pages', () => {
  let fixture: ConsoleFixture;
  let directory: string;
  let file: string;
  let modelId: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'modelyard-console-'));
    file = join(directory, 'models.yaml');
    await writeFile(file, 'models: []\n');
    fixture = await createConsoleFixture({
      builtinModels: { file, variables: {} },
      encryptionKeys: [testKey('new'), testKey('old')],
    });
    ({ id: modelId } = await fixture.registerChat('Busy'));
    fixture.ollama.install('tiny');
  });
  afterAll(async () => {
    await fixture[Symbol.asyncDispose]();
    await rm(directory, { recursive: true });
  });

  test('Downloads follows a download of others, and deletes what nobody uses from Ollama', async () => {
    await using visitor = await fixture.open('#/downloads');
    const { page, faults } = visitor;
    await page.getByText('No downloads').waitFor();
    const local = { name: 'large', type: 'CHAT' as const };
    await fixture.client.data(CreateModel, { input: { local } });
    await page.getByText('Downloaded, 40.0 MB').waitFor();
    await page.getByText(/^Version/).waitFor();
    await page.getByRole('button', { name: 'Delete large:latest' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Delete from Ollama' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByRole('alert').textContent()).toMatch(/large.* \(tenant acme\)/);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Delete tiny:latest' }).click();
    await dialog.getByRole('button', { name: 'Delete from Ollama' }).click();
    await page.getByText('tiny:latest is deleted from Ollama.').waitFor();
    await page.getByRole('button', { name: 'Delete tiny:latest' }).waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  test('Downloads cancels a download that no model waits for', async () => {
    fixture.ollama.bytesPerSecond = 1_000_000;
    await fixture.client.data(PullOllamaModel, { input: { name: 'huge' } });
    await using visitor = await fixture.open('#/downloads');
    const { page, faults } = visitor;
    const download = page.locator('.downloads li', { hasText: 'huge' });
    await download.getByRole('button', { name: 'Cancel', exact: true }).click();
    await download.getByText('Cancelled', { exact: true }).waitFor();
    fixture.ollama.bytesPerSecond = 1_000_000_000;
    expect(faults).toEqual([]);
  });

  test('Activity attaches to a running completion, and cancels it', async () => {
    fixture.chat = (exchange) => exchange.head(200, sseHeaders);
    const asked = fixture.provider.nextExchange(chatPath);
    await using visitor = await fixture.open('#/activity');
    const { page, faults } = visitor;
    const other = await page.context().newPage();
    await other.addInitScript(
      `sessionStorage.setItem('modelyard.token', ${JSON.stringify(fixture.client.token)})`,
    );
    await other.goto(`${fixture.app.origin}/#/playground/${encodeURIComponent(modelId)}`);
    await other.getByLabel('Message').fill('Started elsewhere');
    await other.getByRole('button', { name: 'Send', exact: true }).click();
    const exchange = await asked;
    await exchange.write(content('so far'));
    await page.getByText('In progress').waitFor();
    await page.locator('tbody a').first().click();
    await page.getByText('so far').waitFor();
    await exchange.write(content(', and more'));
    await page.getByText('so far, and more').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await exchange.closed;
    await page.getByText('Stopped').waitFor();
    await other.getByText('Stopped').waitFor();
    expect(faults).toEqual([]);
  });

  test('Usage sums calls and tokens, and draws them', async () => {
    fixture.chat = async (exchange) => {
      exchange.head(200, sseHeaders);
      for (const part of [content('a'), chunk({ finishReason: 'stop' }), done]) {
        await exchange.write(part);
      }
      exchange.end();
    };
    await using visitor = await fixture.open(`#/playground/${encodeURIComponent(modelId)}`);
    const { page, faults } = visitor;
    await page.getByLabel('Message').fill('Count me');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Completed').waitFor();
    await page.getByRole('link', { name: 'Usage' }).click();
    await page.locator('tbody').getByText('Busy').waitFor();
    await page.locator('.chart canvas').nth(3).waitFor();
    expect(await page.locator('.chart canvas').count()).toBe(4);
    await page.getByLabel('Period').selectOption('7');
    await page.locator('.chart canvas').nth(3).waitFor();
    expect(faults).toEqual([]);
  });

  test('Audit shows who did what, and filters', async () => {
    await using visitor = await fixture.open('#/audit');
    const { page, faults } = visitor;
    const row = page.locator('tbody tr', { hasText: 'Busy' }).first();
    await row.getByText('ann').waitFor();
    await row.getByText('Created').waitFor();
    await page.getByLabel('Action').selectOption('DELETED');
    await page.getByText('No events').waitFor();
    expect(faults).toEqual([]);
  });

  test('Platform shows the plan of the built-in models, and applies it', async () => {
    await writeFile(
      file,
      `models:
  - id: house
    remote:
      name: house-model
      type: CHAT
      baseUrl: ${fixture.providerUrl}
`,
    );
    await using visitor = await fixture.open('#/platform');
    const { page, faults } = visitor;
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await page.locator('tr', { hasText: 'house' }).getByText('Create').waitFor();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('The built-in models are applied.').waitFor();
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await page.getByText('Nothing to change').waitFor();
    expect(faults).toEqual([]);
  });

  test('Platform shows the usage of all tenants', async () => {
    await using visitor = await fixture.open('#/platform');
    const { page, faults } = visitor;
    await page.locator('tr', { hasText: 'acme' }).waitFor();
    expect(faults).toEqual([]);
  });

  test('Platform rotates the keys, and shows the result', async () => {
    await using visitor = await fixture.open('#/platform');
    const { page, faults } = visitor;
    await page.getByText('The keys have never been rotated.').waitFor();
    await page.getByRole('button', { name: 'Encrypt everything with the first key' }).click();
    await page.getByText(/Last rotation: .* encrypted/).waitFor();
    await page.locator('tr', { hasText: 'old' }).getByText('Can be removed').waitFor();
    expect(faults).toEqual([]);
  });

  test.each([
    { colorScheme: 'light', rules: undefined },
    // Everything else is the same in both.
    { colorScheme: 'dark', rules: ['color-contrast'] },
  ] as const)('axe finds nothing serious ($colorScheme)', async ({ colorScheme, rules }) => {
    await using visitor = await fixture.open('', { colorScheme });
    const { page, faults } = visitor;
    const names = [
      'Models',
      'Routes',
      'API keys',
      'Playground',
      'Downloads',
      'Activity',
      'Usage',
      'Audit',
      'Platform',
    ];
    const findings: Record<string, string[]> = {};
    for (const name of names) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { name, exact: true, level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      findings[name] = await seriousFindings(page, rules);
    }
    await page.goto(`${fixture.app.origin}/#/models/new`);
    await page.getByRole('heading', { name: 'Register a model' }).waitFor();
    findings['Register'] = await seriousFindings(page, rules);
    await page.goto(`${fixture.app.origin}/#/models/${encodeURIComponent(modelId)}`);
    await page.getByRole('heading', { name: 'Busy' }).waitFor();
    findings['Model'] = await seriousFindings(page, rules);
    await page.setViewportSize({ width: 390, height: 800 });
    findings['Model, narrow'] = await seriousFindings(page, rules);
    expect(
      Object.fromEntries(Object.entries(findings).filter(([, all]) => all.length > 0)),
    ).toEqual({});
    expect(faults).toEqual([]);
  });

  test('the keyboard continues where a page begins, and can skip the navigation', async () => {
    await using visitor = await fixture.open('#/audit');
    const { page } = visitor;
    await page.getByRole('heading', { name: 'Audit', exact: true }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Subject');
    await page.getByRole('button', { name: 'Skip to content' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });
});
