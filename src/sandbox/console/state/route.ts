import { computed, signal } from '@preact/signals';

const address = signal(new URL(globalThis.location.href));

/** The view's path, `/` for the requests. */
export const path = computed(() => address.value.pathname);
/** What follows the path: filters and selections, so that every view has a link. */
export const search = computed(() => address.value.searchParams);

/** Goes to a view; `replace` leaves no step to come back to. */
export function go(href: string, how: 'push' | 'replace' = 'push'): void {
  const next = new URL(href, address.value);
  if (how === 'push') history.pushState(null, '', next);
  else history.replaceState(null, '', next);
  address.value = next;
}

/** The address of this view with some parameters changed; an empty one is left out. */
function withSearch(changes: Readonly<Record<string, string>>): string {
  const next = new URL(address.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') next.searchParams.delete(name);
    else next.searchParams.set(name, value);
  }
  return next.pathname + next.search;
}

/** Changes parameters of this view, without a step to come back to. */
export function setSearch(changes: Readonly<Record<string, string>>): void {
  go(withSearch(changes), 'replace');
}

/** Follows the browser's buttons, and links to other views without loading the page again. */
export function followLocation(): void {
  addEventListener('popstate', () => {
    address.value = new URL(globalThis.location.href);
  });
  addEventListener('click', (event) => {
    const link =
      event.target instanceof Element ? event.target.closest('a') : null;
    if (
      link &&
      link.origin === globalThis.location.origin &&
      !link.hasAttribute('download') &&
      link.target === '' &&
      !link.pathname.startsWith('/api') &&
      event.button === 0 &&
      !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    ) {
      event.preventDefault();
      go(link.href);
    }
  });
}
