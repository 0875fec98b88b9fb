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
  private taken = 0;
  private borrowed = 0;

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
      this.taken = 0;
      this.borrowed = 0;
    }
    if (this.quota !== undefined && now < this.quota.expiresAt) {
      if (this.taken >= this.quota.perSecond) {
        return undefined;
      }
      this.taken += 1;
      return 'taken';
    }
    if (this.size === 0 || this.borrowed + this.taken > 0) {
      return undefined;
    }
    this.borrowed += 1;
    return 'borrowed';
  }
}
