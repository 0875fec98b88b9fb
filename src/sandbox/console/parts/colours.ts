/** The colours that a theme's variables stand for, as a canvas takes them. */
export function colours<Name extends string>(
  names: readonly Name[],
): (name: Name) => string {
  const probe = document.createElement('span');
  document.body.append(probe);
  const read = new Map(
    names.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return (name) => read.get(name) ?? 'currentColor';
}
