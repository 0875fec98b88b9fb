import { PAGE_SCRIPT } from './page.script.js';
import { PAGE_STYLE } from './page.style.js';

/** Sent with the page: it loads nothing but its own two files, and nothing may frame it. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The files that the page loads. */
export const PAGE_ASSETS = [
  {
    path: '/page.js',
    contentType: 'text/javascript; charset=utf-8',
    text: PAGE_SCRIPT,
  },
  {
    path: '/page.css',
    contentType: 'text/css; charset=utf-8',
    text: PAGE_STYLE,
  },
] as const;

/** Whether a client names HTML among what it accepts, as browsers do and programs do not. */
export function wantsPage(accept: string | undefined): boolean {
  return (accept ?? '')
    .split(',')
    .some((range) => /^\s*text\/html\s*(?:;|$)/i.test(range));
}
