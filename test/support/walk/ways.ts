import { type Console, CONSOLES, type IdField } from './consoles.js';

/** How one gets from what one console shows to what another has: take an id from a field, ask by a field. */
export interface Way {
  readonly from: Console;
  readonly take: IdField;
  readonly to: Console;
  readonly ask: IdField;
}

/** Every way between two of the four; the id is spelled anew only where the two have no spelling in common. */
export const WAYS: readonly Way[] = CONSOLES.flatMap((from) =>
  CONSOLES.flatMap((to) => (from === to ? [] : waysBetween(from, to))),
);

/** A trace id in the spelling that a field has; a uuid as it is. */
export function spelledFor({ spelling }: IdField, id: string): string {
  const plain = /^1-([0-9a-f]{8})-([0-9a-f]{24})$/.exec(id);
  const w3c = plain === null ? id : `${plain[1] ?? ''}${plain[2] ?? ''}`;
  return spelling === 'xray' ? `1-${w3c.slice(0, 8)}-${w3c.slice(8)}` : w3c;
}

function waysBetween(from: Console, to: Console): Way[] {
  const pairs = from.ids.flatMap((take) =>
    to.ids.map((ask): Way => ({ from, take, to, ask })),
  );
  const alike = pairs.filter(({ take, ask }) => take.spelling === ask.spelling);
  return alike.length > 0
    ? alike
    : pairs.filter(
        ({ take, ask }) => take.spelling !== 'uuid' && ask.spelling !== 'uuid',
      );
}
