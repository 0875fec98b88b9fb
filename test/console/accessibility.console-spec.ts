import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { arrivedTrace, call } from '../support/telemetry.js';
import { type ConsoleApp, startConsoleApp } from './console-app.js';
import { type ConsoleBrowser, WITHOUT_BROWSER } from './console-browser.js';

/** The rules of WCAG 2.2, levels A and AA, and axe's own best practices. */
const RULES = [
  'wcag2a',
  'wcag2aa',
  'wcag21a',
  'wcag21aa',
  'wcag22aa',
  'best-practice',
];
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

describe.skipIf(WITHOUT_BROWSER)(
  'the console is for everybody',
  { timeout: 60_000 },
  () => {
    let app: ConsoleApp;
    let browser: ConsoleBrowser;
    let origin: string;
    let trace: string;

    beforeAll(async () => {
      app = await startConsoleApp();
      ({ browser, origin } = app);
      const { url } = app;
      await call({ url }, '/api/activities/home');
      const { traceId } = await call({ url }, '/demo/failure');
      await arrivedTrace(origin, traceId, {
        otlp: 1,
        xray: 1,
        cloudwatch: 3,
        rollbar: 1,
      });
      trace = `/traces/${traceId}`;
      await fetch(`${origin}/api/faults/rollbar`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: '{"type":"throttle","durationMs":600000}',
      });
    });
    afterAll(() => app.end());

    const VIEWS = [
      '/',
      'trace',
      '/overview',
      '/logs',
      '/errors',
      '/metrics',
      '/wires',
      '/try',
    ];
    const cases = VIEWS.flatMap((view) => [
      { view, theme: 'light' as const, ...DESKTOP },
      { view, theme: 'dark' as const, ...DESKTOP },
      { view, theme: 'light' as const, ...PHONE },
    ]);

    it.each(cases)(
      'has nothing that axe finds in $view, $theme, $width pixels wide, and fits',
      async ({ view, theme, width, height }) => {
        const page = await browser.open(
          origin,
          view === 'trace' ? trace : view,
          { theme, width, height },
        );
        await page.locator('main h1').waitFor();
        await page.getByText('live', { exact: true }).waitFor();
        await settled(page);
        expect(await findings(page)).toEqual([]);
        expect(
          await page.evaluate('document.documentElement.scrollWidth'),
        ).toBeLessThanOrEqual(width);
        await page.context().close();
      },
    );

    it('is as wide with rows arriving as without: nothing jumps', async () => {
      const page = await browser.open(origin);
      await page.getByRole('row').first().waitFor();
      const shift = await page.evaluate(`(async () => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += entry.value;
        }).observe({ type: 'layout-shift' });
        await fetch('/api/try/burst', { method: 'POST' });
        await new Promise((resolve) => setTimeout(resolve, 1500));
        return sum;
      })()`);
      // "Good" is below 0.1 (web.dev, "Cumulative Layout Shift").
      expect(shift).toBeLessThan(0.1);
    });
  },
);

/** Waits until what a view asked for has come. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined);
}

/** What axe finds: rule, impact and the elements. */
async function findings(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(document, {
    runOnly: { type: 'tag', values: ${JSON.stringify(RULES)} },
  }).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({
    id, impact, nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary),
  })))`);
}
