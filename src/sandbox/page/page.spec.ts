import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';
import { jsonRequest, jsonSpan } from '../otlp/otlp-sandbox.spec-fixture.js';
import { wantsPage } from './delivery.js';
import { FAULT_FIELDS, FAULT_WORDS } from './fault-words.js';
import { FAULT_OPTIONS } from '../faults/index.js';

const BROWSER =
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the page of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
  });
  afterEach(() => sandbox.close());

  const get = (path = '/', accept = BROWSER): Promise<Response> =>
    fetch(sandbox.endpoints.query + path, { headers: { accept } });

  it('is for browsers only, and allows nothing but its own two files', async () => {
    const page = await get();
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('vary')).toBe('accept');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const text = await page.text();
    expect(text).toMatch(/^<!doctype html>/);
    expect(text).not.toMatch(
      /<script(?! type="module" src="\/page\.js")|<style|style=|\bon\w+=/,
    );
    const index = await get('/', '*/*');
    expect(index.headers.get('content-type')).toMatch(/^application\/json/);
    for (const [path, type] of [
      ['/page.js', 'text/javascript; charset=utf-8'],
      ['/page.css', 'text/css; charset=utf-8'],
    ]) {
      const asset = await get(path);
      expect(asset.status).toBe(200);
      expect(asset.headers.get('content-type')).toBe(type);
    }
  });

  it('shows endpoints, figures, faults and the latest requests, and escapes what was received', async () => {
    const name = `GET /<img src=x onerror="alert('1')">&amp;`;
    await fetch(`${sandbox.endpoints.otlp}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-honeycomb-team': 'k' },
      body: JSON.stringify(jsonRequest(jsonSpan({ name }))),
    });
    await sandbox.faults.set('rollbar', {
      type: 'throttle',
      retryAfterSeconds: 3,
      durationMs: 60_000,
    });
    const text = await (await get()).text();
    for (const endpoint of [
      sandbox.endpoints.otlp,
      sandbox.endpoints.xray,
      sandbox.endpoints.cloudWatchLogs,
      sandbox.endpoints.rollbar,
    ]) {
      expect(text).toContain(endpoint);
    }
    expect(text).toMatch(
      /<strong>throttle<\/strong>\s+\(probability 1, retryAfterSeconds 3, 0 hit, since [^,]+, ends in 60 s\)/,
    );
    expect(text).toContain(
      'GET /&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;',
    );
    expect(text).not.toContain('<img');
    expect(text).toContain(
      'href="/api/traces/5b8efff798038103d269b633813fc60c"',
    );
  });

  it('has words for every fault and a field for every option', () => {
    expect(Object.keys(FAULT_WORDS).toSorted()).toEqual(
      Object.keys(FAULT_OPTIONS).toSorted(),
    );
    const taken = new Set(Object.values(FAULT_OPTIONS).flat());
    expect(FAULT_FIELDS.map(({ name }) => name).toSorted()).toEqual(
      [...taken].toSorted(),
    );
  });

  it.each([
    [BROWSER, true],
    ['application/json, text/html;q=0.5', true],
    ['*/*', false],
    ['application/json', false],
    ['text/html-not', false],
    [undefined, false],
  ])('takes a client that accepts %s for a browser: %s', (accept, expected) => {
    expect(wantsPage(accept)).toBe(expected);
  });
});
