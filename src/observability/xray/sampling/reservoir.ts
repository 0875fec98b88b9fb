/** What the service granted this instance. */
export interface Quota {
  /** Requests a second. */
  readonly perSecond: number;
  /** Until when, in milliseconds since the epoch. */
  readonly expiresAt: number;
}

/**
 * The requests that a rule keeps before its rate counts: as many a second as were granted, or, while nothing was granted
 * or the grant has run out, one that is borrowed. Source: AWS X-Ray developer guide, "Using sampling rules with the X-Ray API".
 */
export class Reservoir {
  private quota: Quota | undefined;
  private second = -1;
  /** Kept in this second, granted or borrowed. */
  private kept = 0;

  /** @param size of the rule's reservoir; one of 0 lends nothing */
  constructor(private size: number) {}

  grant(quota: Quota | undefined): void {
    this.quota = quota ?? this.quota;
  }

  resize(size: number): void {
    this.size = size;
  }

  /** @param now in milliseconds since the epoch */
  take(now: number): 'taken' | 'borrowed' | undefined {
    const second = Math.floor(now / 1000);
    if (second !== this.second) {
      this.second = second;
      this.kept = 0;
    }
    const granted =
      this.quota !== undefined && now < this.quota.expiresAt
        ? this.quota.perSecond
        : undefined;
    if (this.kept >= (granted ?? Math.min(this.size, 1))) {
      return undefined;
    }
    this.kept += 1;
    return granted === undefined ? 'borrowed' : 'taken';
  }
}
