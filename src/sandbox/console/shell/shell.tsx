import type { ComponentChildren } from 'preact';
import { connection, figures } from '../api/live.js';
import { count } from '../format/amounts.js';
import { path } from '../state/route.js';
import { nextTheme, theme } from '../state/theme.js';
import { VENDORS } from '../format/vendors.js';
import { FindBox } from './find-box.js';

const VIEWS = [
  ['/', 'Requests'],
  ['/overview', 'Overview'],
  ['/logs', 'Logs'],
  ['/errors', 'Errors'],
  ['/metrics', 'Metrics'],
  ['/wires', 'Wires'],
  ['/try', 'Try it'],
] as const;

/** What stands around every view: the way to the others, the search for an id, whether the sandbox answers. */
export function Shell({ children }: { readonly children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#main">
        To the content
      </a>
      <header class="shell">
        <a class="brand" href="/">
          Console
        </a>
        <nav aria-label="Views">
          <ul>
            {VIEWS.map(([href, name]) => (
              <li key={href}>
                <a href={href} aria-current={isHere(href) ? 'page' : undefined}>
                  {name}
                  <Mark of={href} />
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <FindBox />
        <button
          type="button"
          class="theme"
          aria-label={`Theme: ${theme.value}. Change`}
          onClick={nextTheme}
        >
          {theme.value}
        </button>
        <Connection />
      </header>
      {children}
    </>
  );
}

function isHere(href: string): boolean {
  return href === '/'
    ? path.value === '/' || path.value.startsWith('/traces/')
    : path.value === href;
}

/** How many vendors have their plug pulled, beside the way to the switches. */
function Mark({ of }: { readonly of: string }) {
  const told = figures.value;
  if (of !== '/wires' || !told) return null;
  const broken = VENDORS.filter((vendor) => told.faults[vendor] !== null);
  if (broken.length === 0) return null;
  return (
    <span class="mark">
      {count(broken.length)}
      <span class="hidden"> vendors with a fault</span>
    </span>
  );
}

const STATES = {
  connecting: 'connecting',
  open: 'live',
  lost: 'sandbox lost',
} as const;

function Connection() {
  return (
    <p class={`connection ${connection.value}`} role="status">
      {STATES[connection.value]}
    </p>
  );
}
