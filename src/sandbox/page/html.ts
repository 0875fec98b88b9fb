/** Markup that may stand in a page as it is. */
export class Html {
  readonly #markup: string;

  /** @param markup Trusted: written here, not received. */
  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What may be put into a page; text and numbers are escaped. */
export type Insertable = Html | string | number | readonly Insertable[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Builds markup: what the source says stays as it is, what is put in is escaped, in text and in quoted attributes. */
export function html(
  parts: TemplateStringsArray,
  ...inserts: readonly Insertable[]
): Html {
  return new Html(
    parts.map((part, index) => part + markupOf(inserts[index] ?? '')).join(''),
  );
}

function markupOf(insert: Insertable): string {
  if (insert instanceof Html) return insert.toString();
  if (typeof insert === 'string' || typeof insert === 'number') {
    return String(insert).replaceAll(/[&<>"']/g, (c) => ENTITIES[c] ?? '');
  }
  return insert.map(markupOf).join('');
}
