import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { describe } from 'vitest';

/** Path of Debian's package `chromium`. */
const executablePath = '/usr/bin/chromium';

const hasChromium = existsSync(executablePath);

/** Tests in a real browser. They are skipped where it is not installed. */
export function describeInChromium(name: string, tests: () => void): void {
  const title = hasChromium ? name : `${name} (skipped: the package chromium is not installed)`;
  describe.skipIf(!hasChromium)(title, tests);
}

export function launchChromium(): Promise<Browser> {
  const args = [
    'no-sandbox',
    'disable-gpu',
    'disable-quic',
    'no-first-run',
    'disable-background-networking',
    'disable-component-update',
    'disable-sync',
  ].map((flag) => `--${flag}`);
  return chromium.launch({ executablePath, args });
}

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Errors of the page and of its console, and requests to other hosts. */
  readonly faults: readonly string[];
}

export interface VisitOptions extends BrowserContextOptions {
  /** A token that was pasted in this tab. */
  readonly token?: string;
}

const waitMs = 20_000;

/** Opens a page in a profile of its own. */
export async function visit(
  browser: Browser,
  url: string,
  { token, ...options }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(waitMs);
  const faults: string[] = [];
  const { host } = new URL(url);
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const address = new URL(request.url());
    const isOutside = /^(http|ws)/.test(address.protocol) && address.host !== host;
    if (isOutside) faults.push(`request to ${request.url()}`);
  });
  if (token !== undefined) {
    await page.addInitScript(
      `sessionStorage.getItem('modelyard.token') ?? sessionStorage.setItem('modelyard.token', ${JSON.stringify(token)})`,
    );
  }
  await page.goto(url);
  return { page, faults, [Symbol.asyncDispose]: () => context.close() };
}

/**
 * @param rules - IDs of axe rules; all when omitted.
 * @returns what axe finds serious or critical, such as `color-contrast: .badge`.
 */
export async function seriousFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify(rules === undefined ? {} : { runOnly: rules });
  const { violations } = (await page.evaluate(`axe.run(${options})`)) as axe.AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
