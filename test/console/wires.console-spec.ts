import type { ArrivalsAnswer } from '../../src/sandbox/query/query.types.js';
import { type ConsoleApp, startConsoleApp } from './console-app.js';
import { type ConsoleBrowser, WITHOUT_BROWSER } from './console-browser.js';

/** Requests sent while a vendor is away. */
const REQUESTS = 30;
/** Until what waited has been sent again: the longest pause between two tries, and a margin. */
const RECOVERS_MS = 45_000;

describe.skipIf(WITHOUT_BROWSER)(
  'the wires of the console',
  { timeout: 90_000 },
  () => {
    let app: ConsoleApp;
    let browser: ConsoleBrowser;
    let url: string;
    let origin: string;

    beforeAll(async () => {
      app = await startConsoleApp();
      ({ browser, origin, url } = app);
    });
    afterAll(() => app.end());

    it('breaks a vendor, shows the tries, mends it, and shows that all arrived', async () => {
      const page = await browser.open(origin, '/wires');
      const card = page.locator('[data-vendor=cloudwatch]');
      const figure = async (name: string): Promise<number> =>
        Number(
          (await card.locator(`[data-figure=${name}]`).innerText()).replaceAll(
            /\D/g,
            '',
          ),
        );
      await card.getByText('Works as it should').waitFor();
      await card.getByLabel('What goes wrong').selectOption('503');
      await card.getByLabel('For, ms').fill('60000');
      await card.getByRole('button', { name: /^Break/ }).click();
      await card.getByText(/ends in \d+ s/).waitFor();

      const traceIds = await Promise.all(
        Array.from({ length: REQUESTS }, async () => {
          const answer = await fetch(`${url}/api/activities/home`);
          return answer.headers.get('traceparent')?.split('-')[1] ?? '';
        }),
      );
      await expect
        .poll(() => figure('retries'), { timeout: 20_000 })
        .toBeGreaterThan(1);
      await expect
        .poll(() => card.locator('.fault').innerText())
        .toMatch(/503: [1-9]\d* hit/);
      const waiting = page.locator('[data-sink=cloudwatch] td').nth(2);
      await expect
        .poll(async () => Number(await waiting.innerText()), {
          timeout: 10_000,
        })
        .toBeGreaterThanOrEqual(REQUESTS);

      await card.getByRole('button', { name: /^Mend/ }).click();
      await card.getByText('Works as it should').waitFor();
      const arrived = async (): Promise<number> => {
        const answer = await fetch(`${origin}/api/arrivals?kind=logEvent`);
        const { arrivals }: ArrivalsAnswer = JSON.parse(await answer.text());
        const known = new Set(arrivals.map(({ traceId }) => traceId));
        return traceIds.filter((traceId) => known.has(traceId)).length;
      };
      await expect.poll(arrived, { timeout: RECOVERS_MS }).toBe(REQUESTS);
      await expect
        .poll(async () => Number(await waiting.innerText()), {
          timeout: 10_000,
        })
        .toBe(0);
      const cells = await page
        .locator('[data-sink=cloudwatch] td')
        .allInnerTexts();
      const [accepted, delivered, , , , dropped] = cells;
      expect(delivered).toBe(accepted);
      expect(dropped).toBe('0');
    });

    it('says what is wrong with a fault that cannot be', async () => {
      const page = await browser.open(origin, '/wires');
      const card = page.locator('[data-vendor=rollbar]');
      await card.getByLabel('What goes wrong').selectOption('slow');
      const field = card.getByLabel('Delay, ms');
      await field.fill('700000');
      await field.evaluate((input) => input.removeAttribute('max'));
      await card.getByRole('button', { name: /^Break/ }).click();
      await card.getByText(/delayMs/).waitFor();
    });
  },
);
