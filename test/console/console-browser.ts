import { resolve } from 'node:path';
import {
  type Browser,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { inject } from 'vitest';

/** Where the build puts the console. */
export const CONSOLE_DIRECTORY = resolve('dist/sandbox/console');

/** Whether there is no browser to test with. */
export const WITHOUT_BROWSER = inject('chromium') === '';

/** How a page is opened. */
export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
}

/** Chromium with pages of the console; notes what their scripts complain of. */
export class ConsoleBrowser {
  private readonly complaints: string[] = [];

  private constructor(private readonly browser: Browser) {}

  static async launch(): Promise<ConsoleBrowser> {
    const browser = await chromium.launch({
      executablePath: inject('chromium'),
      // The sandbox of the browser needs rights that a container or root has not.
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
    return new ConsoleBrowser(browser);
  }

  /** Opens a view of the console at that origin. */
  async open(
    origin: string,
    path = '/',
    { width = 1280, height = 800, theme = 'light' }: PageOptions = {},
  ): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      timezoneId: 'Europe/Berlin',
      locale: 'en-GB',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      // The browser notes every answer from 400 on; to the console a refusal is an answer.
      const isAnswer = message.location().url.includes('/api/');
      if (message.type() === 'error' && !isAnswer) {
        this.complaints.push(message.text());
      }
    });
    await page.goto(`${origin}${path}`);
    return page;
  }

  /**
   * Closes all pages: one that is open asks for its sandbox again and again.
   *
   * @throws Error with what the pages complained of
   */
  async closePages(): Promise<void> {
    const complaints = this.complaints.splice(0);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
    await Promise.all(
      this.browser.contexts().map((context) => context.close()),
    );
  }

  async close(): Promise<void> {
    try {
      await this.closePages();
    } finally {
      await this.browser.close();
    }
  }
}

/** The texts of all elements that a selector finds. */
export function texts(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).allInnerTexts();
}

/** Whether the keyboard's focus is on an element. */
export async function isFocused(
  page: Page,
  locator: Locator,
): Promise<boolean> {
  return (await locator.and(page.locator(':focus')).count()) === 1;
}

/** Presses a key until something holds. */
export async function press(
  page: Page,
  key: string,
  holds: () => Promise<boolean>,
): Promise<void> {
  for (let times = 0; times < 40; times += 1) {
    await page.keyboard.press(key);
    if (await holds()) return;
  }
  throw new Error(`${key} led nowhere`);
}
