import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInChromium, type Visit, visit } from '../support/chromium.ts';
import {
  type ConsoleFixture,
  createConsoleFixture,
  providerKey,
} from '../support/console-fixture.ts';
import { answer, done, sendStream, textChunk } from '../support/fake-openai.ts';
import { SetDefault } from '../support/operations.ts';

describeInChromium('GraphiQL', () => {
  let fixture: ConsoleFixture;
  const suffixes: unknown[] = [];
  let models: { remote: Record<string, string>; local: { name: string } } | undefined;

  beforeAll(async () => {
    const graphiql = () => ({ token: fixture.client.token ?? '', ...(models && { models }) });
    fixture = await createConsoleFixture({ overrides: { graphiql } });
    fixture.chat = (exchange) => {
      const { path, body } = exchange.request;
      if (path !== '/v1/completions')
        return sendStream(exchange, answer(['Sunlight ', 'scatters.']));
      suffixes.push((body as { suffix?: unknown }).suffix);
      return sendStream(exchange, [textChunk('return n'), textChunk('', 'stop'), done]);
    };
    const { id } = await fixture.registerChat('Default model');
    await fixture.client.data(SetDefault, { input: { id } });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  /** Opens the page, and a tab with one click. */
  async function open(tab: string): Promise<Visit> {
    const visitor = await visit(fixture.browser, `${fixture.app.origin}/graphql`);
    const button = visitor.page.getByRole('button', { name: tab, exact: true });
    await button.click();
    await visitor.page.getByRole('tab', { name: tab, selected: true }).waitFor();
    return visitor;
  }

  const run = (page: Page) => page.getByRole('button', { name: /Execute query/ }).click();

  /** The result, without the no-break spaces of the editor. */
  async function result(page: Page, expected: RegExp): Promise<string> {
    const lines = page.locator('.graphiql-response .view-lines');
    const text = async () => (await lines.innerText()).replaceAll('\u00a0', ' ');
    await expect.poll(text, { timeout: 20_000 }).toMatch(expected);
    return text();
  }

  test('opens each tab with the first click', async () => {
    await using visitor = await open('Start');
    const names = ['Chat', 'CreateLocalModel', 'Generate', 'Start', 'PullChanges'];
    for (const name of names) {
      await visitor.page.getByRole('button', { name, exact: true }).click();
      await visitor.page.getByRole('tab', { name, selected: true }).waitFor();
      await expect
        .poll(() => visitor.page.locator('.graphiql-query-editor .view-lines').innerText())
        .toMatch(new RegExp(`(query|subscription|mutation)\\s${name}`));
    }
    expect(visitor.faults).toEqual([]);
  });

  test('shows the models', async () => {
    await using visitor = await open('Start');
    await run(visitor.page);
    await result(visitor.page, /"Default model"/);
    expect(visitor.faults).toEqual([]);
  });

  test('shows all events of a response', async () => {
    await using visitor = await open('Chat');
    await run(visitor.page);
    const text = await result(visitor.page, /ChatCompleted/);
    expect(text).toMatch(/"events"[\s\S]*ChatStarted[\s\S]*Sunlight[\s\S]*scatters\./);
    expect(visitor.faults).toEqual([]);
  });

  test('continues a text', async () => {
    await using visitor = await open('Generate');
    await run(visitor.page);
    await result(visitor.page, /"finishReason": "STOP"/);
    expect(suffixes).toEqual(['print(fib(9))']);
    expect(visitor.faults).toEqual([]);
  });

  test('registers no model with the placeholder of the API key', async () => {
    await using visitor = await open('CreateRemoteModel');
    await run(visitor.page);
    await result(visitor.page, /"apiKey"/);
    expect(visitor.faults).toEqual([]);
  });

  test('registers the models that the server offers for the examples', async () => {
    const baseUrl = fixture.providerUrl;
    const remote = { name: 'gpt-small', type: 'CHAT', baseUrl, apiKey: providerKey };
    models = { remote: { ...remote, displayName: 'Of GraphiQL' }, local: { name: 'tiny' } };
    await using registering = await open('CreateRemoteModel');
    await run(registering.page);
    await result(registering.page, /"status": "ACTIVE"/);
    await using following = await open('PullChanges');
    await run(following.page);
    await using downloading = await open('CreateLocalModel');
    await run(downloading.page);
    await result(downloading.page, /"name": "tiny/);
    await result(following.page, /"events"[\s\S]*"state": "RUNNING"/);
    expect([registering.faults, downloading.faults, following.faults]).toEqual([[], [], []]);
  });
});
