/** What is kept back beyond the secrets that everyone has: names and forms of one's own, and what tells of persons. */
export interface RedactionOptions {
  /**
   * Fragments of further secret names, found wherever they occur in one, case and separators aside: `iban` keeps back what
   * stands under `customerIBAN` and `iban_code`. Letters and digits only, at least three. @default none
   */
  readonly keys?: readonly string[];
  /**
   * Regular expressions of further secrets, as their source (`acme-[a-z0-9]{32}`) or, with the flag `i`, as a literal
   * (`/acme-[a-z0-9]{32}/i`). What they match is replaced. They must be safe to run on text that strangers wrote: see
   * `ownPattern` for what is refused. @default none
   */
  readonly patterns?: readonly string[];
  /** What tells of persons and is kept back too; undefined where it was asked to be shown. @default undefined */
  readonly personal?: PersonalRules;
}

/** Where an application has what its users are called and what they write. */
export interface PersonalRules {
  /**
   * Names whose value is personal, case and separators aside: query parameters, fields, attributes, keys in JSON. The whole
   * name, or its end where a `*` stands first: `*handle` is `handle`, `userHandle` and `user_handle`. @default none
   */
  readonly keys?: readonly string[];
  /**
   * Beginnings of path segments that name a person: with `@`, the path `/users/@worf/posts` is told as
   * `/users/@[redacted]/posts`. @default none
   */
  readonly segmentPrefixes?: readonly string[];
}
