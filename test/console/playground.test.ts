import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInChromium, seriousFindings } from '../support/chromium.ts';
import { type ConsoleFixture, createConsoleFixture } from '../support/console-fixture.ts';
import { createRoute } from '../support/created-route.ts';
import { startCuttableProxy } from '../support/cuttable-proxy.ts';
import {
  chunk,
  content,
  done,
  errorBody,
  sendStream,
  sseHeaders,
  usageChunk,
} from '../support/fake-openai.ts';
import { register } from '../support/registered-model.ts';
import type { Exchange } from '../support/upstream.ts';

const chatPath = '/v1/chat/completions';
const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };
const end = [chunk({ finishReason: 'stop' }), usageChunk(usage), done];

describeInChromium('the playground', () => {
  let fixture: ConsoleFixture;
  beforeAll(async () => {
    fixture = await createConsoleFixture();
    await fixture.registerChat('Conversational');
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const send = async (page: Page, text: string) => {
    await page.getByLabel('Message').fill(text);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
  };

  /** Asks, and returns what the provider receives; it has sent the headers. */
  async function ask(page: Page, question: string): Promise<Exchange> {
    fixture.chat = (exchange) => exchange.head(200, sseHeaders);
    const asked = fixture.provider.nextExchange(chatPath);
    await send(page, question);
    return asked;
  }

  const finish = async (exchange: Exchange) => {
    for (const part of end) await exchange.write(part);
    exchange.end();
  };

  test('streams Markdown, and shows how the response ended', async () => {
    await using visitor = await fixture.open('#/playground');
    const { page, faults } = visitor;
    const exchange = await ask(page, 'Hello?');
    await exchange.write(chunk({ delta: { reasoning_content: 'Let me think.' } }));
    await page.getByText('Thinking…').waitFor();
    await exchange.write(content('# Title\n\nSome **bold** text <img src=x onerror=alert(1)>'));
    await page.locator('.markdown strong').getByText('bold').waitFor();
    await page.getByText('Generating…').waitFor();
    await exchange.write(content('\n\n![alt](https://outside.example/i.png)\n\n- one\n- two'));
    await page.locator('.markdown li').getByText('two').waitFor();
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('.markdown img').count()).toBe(0);
    expect(await page.getByText('Let me think.').isVisible()).toBe(false);
    await page.locator('.reasoning summary').click();
    expect(await page.getByText('Let me think.').isVisible()).toBe(true);
    await finish(exchange);
    await page.getByText('Completed').waitFor();
    await page.getByText('9 input + 3 output tokens').waitFor();
    await page.getByText(/First token/).waitFor();
    expect(faults).toEqual([]);
  });

  test('stops on one click, which closes the request to the provider', async () => {
    await using visitor = await fixture.open('#/playground');
    const { page, faults } = visitor;
    const exchange = await ask(page, 'A long story');
    await exchange.write(content('Once upon a time'));
    await page.getByText('Once upon a time').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await exchange.closed;
    await page.getByText('Stopped').waitFor();
    await page.getByText('Once upon a time').waitFor();
    expect(faults).toEqual([]);
  });

  test('continues the same completion after a reload in the middle', async () => {
    await using visitor = await fixture.open('#/playground');
    const { page, faults } = visitor;
    const before = fixture.provider.exchanges.length;
    const exchange = await ask(page, 'Survive a reload');
    await exchange.write(content('before '));
    await page.getByText('before').waitFor();
    await page.reload();
    await page.getByText('Survive a reload').waitFor();
    await page.getByText('before').waitFor();
    await exchange.write(content('after'));
    await page.getByText('before after', { exact: true }).waitFor();
    await finish(exchange);
    await page.getByText('Completed').waitFor();
    await page.reload();
    await page.getByText('before after', { exact: true }).waitFor();
    await page.getByText('Completed').waitFor();
    expect(fixture.provider.exchanges.length).toBe(before + 1);
    expect(faults).toEqual([]);
  });

  test('continues after a cut connection, without loss or repetition', async () => {
    await using proxy = await startCuttableProxy(fixture.app.origin);
    await using visitor = await fixture.open('#/playground', { origin: proxy.origin });
    const { page } = visitor;
    const exchange = await ask(page, 'Survive a cut');
    await exchange.write(content('one '));
    await page.getByText('one', { exact: true }).waitFor();
    proxy.refuse();
    await page.getByText('The connection to the server is lost').waitFor();
    await exchange.write(content('two '));
    await exchange.write(content('three'));
    proxy.thaw();
    await page.getByText('one two three', { exact: true }).waitFor();
    await finish(exchange);
    await page.getByText('Completed').waitFor();
    expect(await page.locator('.markdown').textContent()).toBe('one two three\n');
    expect(await page.getByText('The connection to the server is lost').count()).toBe(0);
  });

  test('shows a tool call while it arrives, and continues with its result', async () => {
    await using visitor = await fixture.open('#/playground');
    const { page, faults } = visitor;
    await page.getByText('Options').click();
    await page.getByRole('button', { name: 'Insert an example tool' }).click();
    const exchange = await ask(page, 'Weather in Oslo?');
    const begun = { index: 0, id: 'call_1', type: 'function' };
    const call = (part: Record<string, unknown>) => chunk({ delta: { tool_calls: [part] } });
    await exchange.write(call({ ...begun, function: { name: 'get_weather', arguments: '{"ci' } }));
    await page.getByText('get_weather', { exact: true }).waitFor();
    await exchange.write(call({ index: 0, function: { arguments: 'ty":"Oslo"}' } }));
    await exchange.write(chunk({ finishReason: 'tool_calls' }));
    await exchange.write(done);
    exchange.end();
    await page.getByText('requests tool calls').waitFor();
    const asked = fixture.provider.nextExchange(chatPath);
    await page.getByLabel('Result of get_weather').fill('7 degrees');
    await page.getByRole('button', { name: 'Send the results' }).click();
    const next = await asked;
    const { messages } = next.request.body as { messages: unknown[] };
    expect(messages.at(-1)).toMatchObject({ role: 'tool', tool_call_id: 'call_1' });
    await next.write(content('It is cold.'));
    await finish(next);
    await page.getByText('It is cold.').waitFor();
    expect(faults).toEqual([]);
  });

  test("shows a failure in the API's and the provider's own words", async () => {
    await using visitor = await fixture.open('#/playground');
    const { page } = visitor;
    fixture.chat = (exchange) => {
      exchange.head(400, { 'content-type': 'application/json' });
      exchange.end(errorBody('Unknown field: thinking', 'invalid_request_error', null));
    };
    const failing = fixture.provider.nextExchange(chatPath);
    await send(page, 'Fail');
    await failing;
    const alert = page.getByRole('alert');
    await alert.getByText('Unknown field: thinking').waitFor();
    await page.getByText('Failed', { exact: true }).waitFor();
    // The next message can be sent.
    fixture.chat = (exchange) => sendStream(exchange, [content('Recovered'), ...end]);
    await page.getByLabel('Message').fill('Again');
    const recovering = fixture.provider.nextExchange(chatPath);
    await page.keyboard.press('Enter');
    await recovering;
    await page.getByText('Recovered').waitFor();
  });

  test('sends images', async () => {
    await using visitor = await fixture.open('#/playground');
    const { page, faults } = visitor;
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const buffer = Buffer.from(pixel, 'base64');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'pixel.png', mimeType: 'image/png', buffer });
    await page.getByRole('img', { name: 'pixel.png' }).waitFor();
    const exchange = await ask(page, 'What is this?');
    expect(JSON.stringify(exchange.request.body)).toContain(`data:image/png;base64,${pixel}`);
    await exchange.write(content('A pixel.'));
    await finish(exchange);
    await page.getByText('A pixel.').waitFor();
    expect(faults).toEqual([]);
  });

  test('discards the text of a model that fails, without a jump, and lists the attempts', async () => {
    const names = ['restart-first', 'restart-second'];
    const models = [];
    for (const name of names) {
      models.push(await register(fixture.client, { name, baseUrl: fixture.providerUrl }));
    }
    const ids = models.map(({ id }) => id);
    const route = await createRoute(fixture.client, ids, { name: 'restarting' });
    await using visitor = await fixture.open('#/playground');
    const { page, faults } = visitor;
    await page.getByLabel('Model', { exact: true }).selectOption({ label: 'restarting' });
    const exchange = await ask(page, 'Start again');
    expect(exchange.request.body).toMatchObject({ model: 'restart-first' });
    await exchange.write(content('one\n\ntwo\n\nthree\n\ndiscarded text'));
    await page.getByText('discarded text').waitFor();
    const heightOf = async () => (await page.locator('.response').boundingBox())?.height ?? 0;
    const before = await heightOf();
    // The same model is tried once more before the next one.
    exchange.destroy();
    const repeated = await fixture.provider.nextExchange(chatPath);
    repeated.destroy();
    const second = await fixture.provider.nextExchange(chatPath);
    expect(second.request.body).toMatchObject({ model: 'restart-second' });
    await second.write(content('The whole response'));
    await page.getByText('This is the response of restart-second').waitFor();
    await page.getByText('The whole response').waitFor();
    expect(await page.getByText('discarded text').count()).toBe(0);
    expect(await heightOf()).toBe(before);
    await finish(second);
    const attempts = page.getByRole('region', { name: 'Attempts' }).locator('tbody tr');
    await attempts.nth(2).waitFor();
    const rows = await attempts.allTextContents();
    expect(rows[0]).toMatch(/^restart-first.*No end reported.*May be billed$/);
    expect(rows[1]).toMatch(/^restart-first.*Unavailable.*May be billed$/);
    expect(rows[2]).toMatch(/^restart-second.*No error.*May be billed$/);
    await page.getByRole('link', { name: 'Activity' }).click();
    await page.locator('tbody tr', { hasText: 'Route restarting' }).getByRole('link').click();
    await page.getByRole('link', { name: 'restarting' }).waitFor();
    await page.getByText('This is the response of restart-second').waitFor();
    await attempts.nth(2).waitFor();
    expect(await attempts.allTextContents()).toEqual(rows);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'restarting' }).click();
    await page.getByRole('link', { name: 'Chat', exact: true }).click();
    const picker = page.getByLabel('Model', { exact: true });
    await page.getByRole('heading', { name: 'Playground' }).waitFor();
    await expect.poll(() => picker.inputValue()).toBe(route.id);
    expect(faults).toEqual([]);
  });
});
