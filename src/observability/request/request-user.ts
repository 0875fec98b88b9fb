/** Who a request acts for. */
export interface RequestUser {
  /** An identifier that says nothing of the person: a UUID, never a handle or an address. */
  readonly id: string;
  /** A user name. Kept only where it was asked for. */
  readonly name?: string;
  /** Kept only where it was asked for. */
  readonly email?: string;
}

/** What is kept of a user beside the id. */
export interface UserDetails {
  readonly name: boolean;
  readonly email: boolean;
}
