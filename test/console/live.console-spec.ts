import type { Page } from 'playwright-core';
import type { RequestsAnswer, TraceView } from '../../src/sandbox/index.js';
import { arrivedTrace, call } from '../support/telemetry.js';
import { type ConsoleApp, startConsoleApp } from './console-app.js';
import {
  type ConsoleBrowser,
  isFocused,
  press,
  texts,
  WITHOUT_BROWSER,
} from './console-browser.js';

/** From the answer of a request to its row in the list: what the telemetry's own way takes included. */
const APPEARS_MS = 1_000;
const FULL = { otlp: 1, xray: 1, cloudwatch: 1 };
const FAILED = { ...FULL, rollbar: 1, cloudwatch: 3 };

describe.skipIf(WITHOUT_BROWSER)(
  'the console beside the application',
  { timeout: 60_000 },
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
    afterEach(() => browser.closePages());

    const sent = async (path: string, arrival = FULL): Promise<TraceView> => {
      const { traceId } = await call({ url }, path);
      return arrivedTrace(origin, traceId, arrival);
    };

    /** A request that its client gave up, found by its status. */
    const abandoned = async (): Promise<TraceView> => {
      const left = fetch(`${url}/demo/slow?ms=600`, {
        signal: AbortSignal.timeout(200),
      });
      await expect(left).rejects.toThrow();
      const find = async (): Promise<string> => {
        const answer = await fetch(`${origin}/api/requests?limit=100`);
        const { requests }: RequestsAnswer = JSON.parse(await answer.text());
        return requests.find(({ status }) => status === 499)?.traceId ?? '';
      };
      await expect.poll(find, { timeout: 10_000 }).toMatch(/^[0-9a-f]{32}$/);
      return arrivedTrace(origin, await find(), {
        otlp: 6,
        xray: 2,
        cloudwatch: 1,
      });
    };

    it('shows a request within a second of its answer, without being asked', async () => {
      const page = await browser.open(origin);
      await page.getByText('live', { exact: true }).waitFor();
      expect((await fetch(`${url}/api/activities/@worf`)).status).toBe(200);
      const row = page.getByRole('row').filter({ hasText: '@:handle' });
      await row.waitFor({ timeout: APPEARS_MS });
      await expect
        .poll(() => row.innerText(), { timeout: 5_000 })
        .toMatch(/GET\s+\/api\/activities\/@:handle\s+200/);
    });

    it('finds a request by each of its ids, in any spelling', async () => {
      const trace = await sent('/demo/failure', FAILED);
      const { traceId, xrayTraceId } = trace;
      const spanId = trace.otlp.spans[0]?.span.spanId ?? '';
      const uuid = trace.rollbar.items[0]?.uuid ?? '';
      const page = await browser.open(origin);
      const find = page.getByRole('searchbox', { name: /Find by trace/ });
      const spellings = [
        traceId,
        traceId.toUpperCase(),
        xrayTraceId,
        `Root=${xrayTraceId};Parent=${spanId};Sampled=1`,
        `00-${traceId}-${spanId}-01`,
        `${xrayTraceId}@${spanId}`,
        spanId,
        spanId.toUpperCase(),
        uuid,
        uuid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
      ];
      for (const spelling of spellings) {
        await page.goto(`${origin}/`);
        await find.fill(spelling);
        await find.press('Enter');
        await page.waitForURL(new RegExp(`/traces/${traceId}`));
      }
      await page.goto(`${origin}/`);
      await find.fill('ffffffffffffffffffffffffffffffff');
      await find.press('Enter');
      await page.getByText('Nothing that is held has this id').waitFor();
    }, 60_000);

    it.each([
      {
        name: 'a good request',
        make: () => sent('/api/activities/home'),
        status: '200',
        verdict: /The 3 vendors that tell of it agree, on 7 operations/,
        occurrence: 'No occurrence',
      },
      {
        name: 'a failing one',
        make: () => sent('/demo/failure', FAILED),
        status: '500',
        verdict: /All four vendors agree, on 4 operations/,
        occurrence: 'TypeError: This part is broken on purpose',
      },
      {
        name: 'one that was abandoned',
        make: abandoned,
        status: '499',
        verdict: /The 3 vendors that tell of it agree, on 6 operations/,
        occurrence: 'No occurrence',
      },
      {
        name: 'a slow one',
        make: () => sent('/demo/slow?ms=700'),
        status: '200',
        verdict: /The 3 vendors that tell of it agree, on 6 operations/,
        occurrence: 'No occurrence',
      },
    ])(
      'tells $name alike in all columns',
      async ({ make, status, verdict, occurrence }) => {
        const { traceId } = await make();
        const page = await browser.open(origin, `/traces/${traceId}`);
        await page.getByText(verdict).waitFor({ timeout: 10_000 });
        expect(await page.locator('.view-head b').innerText()).toBe(status);
        const column = (vendor: string) =>
          page.locator(`[data-vendor=${vendor}]`).innerText();
        const otlp = await texts(page, '[data-vendor=otlp] [role=treeitem]');
        const xray = await texts(page, '[data-vendor=xray] [role=treeitem]');
        expect(otlp.length).toBeGreaterThan(2);
        expect(durations(otlp)).toEqual(
          durations(xray).map((ms) => expect.closeTo(ms, 0)),
        );
        expect(await column('xray')).toContain(`response.status\n${status}`);
        expect(await column('cloudwatch')).toContain(status);
        expect(await column('rollbar')).toContain(occurrence);
      },
    );

    it('marks the twins of the operation that is pointed at, in every column', async () => {
      const { traceId } = await sent('/demo/failure');
      const page = await browser.open(origin, `/traces/${traceId}`);
      const broken = page.locator('.twin');
      await page
        .locator('[data-vendor=otlp] [role=treeitem]')
        .filter({ hasText: 'GET /demo/failure' })
        .hover();
      await expect.poll(() => twins(page)).toContain('cloudwatch');
      expect(await twins(page)).toEqual(
        expect.arrayContaining(['otlp', 'xray', 'cloudwatch']),
      );
      await page.mouse.move(0, 0);
      await expect.poll(() => broken.count()).toBe(0);
    });

    it('shows each vendor’s payload as it was received', async () => {
      const { traceId } = await sent('/demo/failure', FAILED);
      const page = await browser.open(origin, `/traces/${traceId}`);
      const parts = {
        Honeycomb: ['POST /v1/traces, application/x-protobuf', 'resourceSpans'],
        'X-Ray': ['UDP', '"trace_id"'],
        CloudWatch: ['PutLogEvents', 'logEvents'],
        Rollbar: ['POST /api/1/item/', '"trace_chain"'],
      };
      for (const [vendor, expected] of Object.entries(parts)) {
        await page
          .getByRole('button', { name: `Raw payload of ${vendor}` })
          .click();
        const dialog = page.getByRole('dialog');
        await dialog.locator('pre').waitFor();
        const text = await dialog.innerText();
        for (const part of expected) expect(text).toContain(part);
        expect(text).toMatch(/after the request’s end/);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      }
    });

    it('copies an id', async () => {
      const { traceId, xrayTraceId } = await sent('/api/activities/home');
      const page = await browser.open(origin, `/traces/${traceId}`);
      await page.getByRole('button', { name: 'Copy the id for X-Ray' }).click();
      await page.getByText('copied').waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
        xrayTraceId,
      );
    });

    it('sends a request itself, and leads to what was told of it', async () => {
      const page = await browser.open(origin, '/try');
      await page.getByRole('button', { name: 'Send One that fails' }).click();
      const sending = page.locator('[data-call=failure]');
      await sending.getByText('500').waitFor();
      await sending.getByRole('link').click();
      await page
        .getByText(/agree, on 4 operations/)
        .waitFor({ timeout: 10_000 });
    });

    it('can be used by the keyboard alone, from the list to the payload and back', async () => {
      await sent('/api/activities/home');
      const page = await browser.open(origin);
      const list = page.getByRole('grid');
      await list.locator('[role=row]').first().waitFor();
      await press(page, 'Tab', () => isFocused(page, list));
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const chosen = list.locator('[aria-selected=true]');
      const name = await chosen.locator('.route').innerText();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/traces\//);
      await expect.poll(() => page.locator('h1').innerText()).toContain(name);
      expect(await page.evaluate('document.activeElement?.tagName')).toBe('H1');
      const tree = page.getByRole('tree').first();
      await press(page, 'Tab', () => isFocused(page, tree));
      await page.keyboard.press('End');
      await expect
        .poll(() => tree.locator('[aria-selected=true]').count())
        .toBe(1);
      await page.goBack();
      await page.waitForURL(`${origin}/`);
      await expect.poll(() => page.locator('h1:focus').count()).toBe(1);
      await page.keyboard.press('Control+k');
      expect(await page.evaluate('document.activeElement?.id')).toBe('find');
    });

    it('filters by text, status, route and flag, each with a link of its own', async () => {
      await sent('/demo/failure');
      await sent('/api/activities/home');
      const page = await browser.open(origin, '/?status=5xx');
      const rows = page.getByRole('row');
      await rows.first().waitFor();
      const statuses = (): Promise<string[]> =>
        texts(page, '[role=row] .status');
      expect(new Set(await statuses())).toEqual(new Set(['500']));
      await page.getByLabel('Status').selectOption('2xx');
      await expect
        .poll(async () => new Set(await statuses()))
        .toEqual(new Set(['200']));
      expect(new URL(page.url()).search).toBe('?status=2xx');
      await page.getByLabel('Text').fill('home');
      await expect
        .poll(async () => new Set(await texts(page, '[role=row] .route')))
        .toEqual(new Set(['/api/activities/home']));
      await page.goto(`${origin}/?flag=error`);
      await rows.first().waitFor();
      expect(await statuses()).not.toContain('200');
    });

    it('stands still while paused, and tells how many came', async () => {
      const page = await browser.open(origin);
      await page.getByRole('row').first().waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      const before = await page.getByRole('row').count();
      await sent('/api/activities/home');
      await page.getByText(/paused, [1-9]\d* new/).waitFor();
      expect(await page.getByRole('row').count()).toBe(before);
      await page.getByRole('button', { name: 'Go on' }).click();
      await expect
        .poll(() => page.getByRole('row').count())
        .toBeGreaterThan(before);
    });
  },
);

/** The durations that operations show, milliseconds. */
function durations(operations: readonly string[]): number[] {
  return operations
    .map((text) => {
      const [, value, unit] = /([\d.]+) (µs|ms|s)$/.exec(text.trim()) ?? [];
      return Number(value) * ({ s: 1_000, µs: 0.001 }[unit ?? ''] ?? 1);
    })
    .toSorted((x, y) => x - y);
}

/** The vendors in whose columns something is marked. */
function twins(page: Page): Promise<string[]> {
  return page
    .locator('.column:has(.twin)')
    .evaluateAll((columns) =>
      columns.map((column) => column.getAttribute('data-vendor') ?? ''),
    );
}
