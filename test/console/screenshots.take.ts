import { mkdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { arrivedTrace, call } from '../support/telemetry.js';
import { type ConsoleApp, startConsoleApp } from './console-app.js';
import type { ConsoleBrowser } from './console-browser.js';

const FOLDER = 'docs/images';
/** How long the application is called before the pictures, milliseconds. */
const TRAFFIC_MS = 40_000;
const THEMES = ['light', 'dark'] as const;

/** Paths called, the more often the more they stand here. */
const PATHS = [
  '/api/activities/home',
  '/api/activities/home',
  '/api/activities/home',
  '/api/activities/notifications',
  '/api/activities/@worf',
  '/api/activities/search?term=worf',
  '/api/messages/@bayko',
  '/api/message_groups',
  '/api/activities/00000000-0000-4000-8000-000000000000',
  '/rollbar/test',
  '/demo/slow?ms=250',
];

describe('the pictures of the console', () => {
  let app: ConsoleApp;
  let browser: ConsoleBrowser;
  let url: string;
  let origin: string;

  beforeAll(async () => {
    await mkdir(FOLDER, { recursive: true });
    app = await startConsoleApp();
    ({ browser, origin, url } = app);
  });
  afterAll(() => app.end());

  it('are taken of an application under some load', async () => {
    const traceId = await traffic();
    await arrivedTrace(origin, traceId, {
      otlp: 4,
      xray: 1,
      cloudwatch: 3,
      rollbar: 1,
    });
    await shoot('requests', '/');
    await shoot('request', `/traces/${traceId}`, (page) =>
      page.locator('[data-vendor=otlp] .operation').first().hover(),
    );
    await shoot('overview', '/overview', drawRegion);
    await fetch(`${origin}/api/faults/cloudwatch`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"type":"503","durationMs":120000}',
    });
    await Promise.all(
      Array.from({ length: 40 }, () => fetch(`${url}/api/activities/home`)),
    );
    await wait(5_000);
    await shoot('wires', '/wires');
  });

  /** Calls the application for a while; gives the trace of a request that failed. */
  const traffic = async (): Promise<string> => {
    const until = Date.now() + TRAFFIC_MS;
    const { traceId } = await call({ url }, '/demo/failure');
    for (let n = 0; Date.now() < until; n += 1) {
      await call({ url }, PATHS[(n * 7) % PATHS.length] ?? '/');
      if (n % 60 === 0) await call({ url }, '/demo/failure');
      await wait(30 + ((n * 37) % 90));
    }
    return traceId;
  };

  const shoot = async (
    name: string,
    path: string,
    prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> => {
    for (const theme of THEMES) {
      const page = await browser.open(origin, path, { theme });
      await page.getByText('live', { exact: true }).waitFor();
      await page.waitForTimeout(2_500);
      await prepare(page);
      await page.waitForTimeout(500);
      await page.screenshot({
        path: `${FOLDER}/console-${name}-${theme}.png`,
        fullPage: name === 'overview' || name === 'wires',
      });
      await page.context().close();
    }
  };
});

/** Draws a region around the slow requests. */
async function drawRegion(page: Page): Promise<void> {
  const box = await page.locator('.heat-map').boundingBox();
  if (!box) throw new Error('There is no heat map');
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.95, box.y + box.height * 0.46);
  await page.mouse.up();
  await page.getByText(/requests in the region/).waitFor();
}
