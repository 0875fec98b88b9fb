import {
  FREE_PORTS,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.js';
import {
  CONSOLE_DIRECTORY,
  ConsoleBrowser,
  texts,
  WITHOUT_BROWSER,
} from './console-browser.js';
import { spanIdOf, traceIdOf, Wire } from './wire.js';

/** Requests of either kind. */
const EACH = 30;

describe.skipIf(WITHOUT_BROWSER)(
  'the overview of the console',
  { timeout: 60_000 },
  () => {
    let sandbox: Sandbox;
    let browser: ConsoleBrowser;
    let wire: Wire;
    let origin: string;

    beforeAll(async () => {
      browser = await ConsoleBrowser.launch();
      sandbox = await startSandbox({
        ports: FREE_PORTS,
        consoleDirectory: CONSOLE_DIRECTORY,
      });
      origin = sandbox.endpoints.query;
      wire = new Wire(sandbox);
      const start = Date.now() - 30_000;
      await wire.spans(
        Array.from({ length: 2 * EACH }, (_, n) => {
          const isSlow = n % 2 === 1;
          return {
            traceId: traceIdOf(n + 1),
            spanId: spanIdOf(n + 1),
            name: isSlow ? 'GET /report' : 'GET /shelf',
            kind: 2,
            start: start + n * 400,
            duration: isSlow ? 2_000 : 4,
            isError: n % 20 === 1,
            attributes: {
              'http.request.method': 'GET',
              'http.route': isSlow ? '/report' : '/shelf',
              'http.response.status_code': n % 20 === 1 ? 500 : 200,
              'app.tenant': isSlow ? 'large' : 'small',
            },
          };
        }),
      );
      await wire.spans([
        {
          traceId: traceIdOf(1),
          spanId: spanIdOf(9_999),
          parentSpanId: spanIdOf(1),
          name: 'SELECT shelf',
          kind: 3,
          start,
          duration: 2,
          attributes: { 'db.system.name': 'postgresql' },
        },
      ]);
    });
    afterEach(() => browser.closePages());
    afterAll(async () => {
      await browser.close();
      wire.close();
      await sandbox.close();
    });

    it('tells rate, errors and percentiles by route, each leading to its requests', async () => {
      const page = await browser.open(origin, '/overview');
      const rows = page.locator('.routes tbody tr');
      await expect.poll(() => rows.count()).toBe(2);
      await page.getByRole('button', { name: 'p99' }).click();
      const [first = '', second = ''] = await rows.allInnerTexts();
      expect(first).toMatch(/GET \/report\s+30\s+[\d.]+\s+10 %\s+2.00 s/);
      expect(second).toMatch(/GET \/shelf\s+30\s+[\d.]+\s+0 %\s+4.00 ms/);
      await page.getByRole('link', { name: 'GET /report' }).click();
      await page.getByRole('row').first().waitFor();
      expect(new Set(await texts(page, '[role=row] .route'))).toEqual(
        new Set(['/report']),
      );
    });

    it('tells of a region that was drawn what sets it apart, and lists its requests', async () => {
      const page = await browser.open(origin, '/overview');
      const box = await page.locator('.heat-map').boundingBox();
      const { x = 0, y = 0, width = 0, height = 0 } = box ?? {};
      await page.mouse.move(x + 2, y + 2);
      await page.mouse.down();
      await page.mouse.move(x + width - 2, y + height / 2);
      await page.mouse.up();
      await page.getByText(`${EACH} requests in the region`).waitFor();
      await expect
        .poll(() => texts(page, '.contrasts li p:first-child'))
        .toEqual(
          expect.arrayContaining([
            'http.route = /report',
            'app.tenant = large',
          ]),
        );
      expect(await page.locator('.contrasts li').first().innerText()).toMatch(
        /100 % inside\s+0 % outside/,
      );
      const address = page.url();
      await page.locator('.region-requests a').first().click();
      await page.waitForURL(/\/traces\//);
      await page.goto(address);
      await page.getByText(`${EACH} requests in the region`).waitFor();
      await page.getByRole('button', { name: 'Clear the region' }).click();
      await expect.poll(() => page.locator('.region').count()).toBe(0);
    });

    it('takes a region by figures from who does not draw', async () => {
      const page = await browser.open(origin, '/overview');
      const form = page.getByRole('form', { name: 'A region by figures' });
      await form.getByLabel('At least, ms').fill('1000');
      await page.keyboard.press('Enter');
      await page.getByText(`${EACH} requests in the region`).waitFor();
      await page.locator('.contrasts').getByText('/report').first().waitFor();
    });

    it('draws who calls whom', async () => {
      const page = await browser.open(origin, '/overview');
      await expect
        .poll(() =>
          page.locator('.map-node text:first-of-type').allTextContents(),
        )
        .toEqual(expect.arrayContaining(['callers', 'shop', 'postgresql']));
      await page.getByRole('cell', { name: /5\.0 % errors/ }).waitFor({
        state: 'attached',
      });
    });
  },
);
