import type { ComponentChildren } from 'preact';

/** What stands where there is nothing to show: what would be here, and how to get it. */
export function Empty({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** What went wrong, and what to do. */
export function Failure({ message }: { readonly message: string }) {
  return (
    <p class="failure" role="alert">
      {message}
    </p>
  );
}
