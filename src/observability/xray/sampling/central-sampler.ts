import { outsideRequests, TroubleReporter } from '../../delivery/index.js';
import type {
  HeadDecision,
  HeadSampler,
  SamplingSubject,
} from '../../request/index.js';
import { CentralRules } from './central-rules.js';
import { DaemonApi, type DaemonTcpAddress } from './daemon-api.js';
import { LocalFallback } from './local-fallback.js';
import type { SampledService } from './sampling-rule.js';

export interface CentralSamplerOptions {
  /** The X-Ray daemon's TCP port; loopback or a network of one's own, as it signs whatever it is asked. */
  readonly daemon: DaemonTcpAddress;
  readonly service: SampledService;
  /** Time between two fetches of the rules, in milliseconds. @default 300000 */
  readonly rulesIntervalMs?: number;
  /** Time between two looks whether a rule has something to report, in milliseconds. @default 10000 */
  readonly targetsIntervalMs?: number;
  /** Time limit of one call, in milliseconds. @default 5000 */
  readonly timeoutMs?: number;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
}

/** Source of both paces: AWS X-Ray developer guide, "Using sampling rules with the X-Ray API". */
const RULES_INTERVAL_MS = 5 * 60_000;
const TARGETS_INTERVAL_MS = 10_000;
const TIMEOUT_MS = 5000;
/** Share by which an interval varies, so that instances which start together do not ask together. */
const JITTER = 0.1;

/**
 * Decides by the account's central sampling rules, which it fetches through the X-Ray daemon and reports to beside the
 * requests; a decision itself asks nobody. While no rules are known, the first trace of each second and 5 % of the rest
 * are kept. Trouble is told on stderr, at most one line a minute.
 */
export class CentralSampler implements HeadSampler {
  private readonly rules: CentralRules;
  private readonly fallback: LocalFallback;
  private readonly trouble = new TroubleReporter('xray sampling');
  private readonly timers = new Set<NodeJS.Timeout>();
  private started = false;

  constructor(private readonly options: CentralSamplerOptions) {
    const { daemon, service, timeoutMs = TIMEOUT_MS, now = Date.now } = options;
    this.rules = new CentralRules(
      new DaemonApi(daemon, timeoutMs),
      service,
      now,
    );
    this.fallback = new LocalFallback(now);
  }

  decide(subject: SamplingSubject): HeadDecision {
    const sampler = this.rules.samplerFor(subject);
    return sampler === undefined
      ? this.fallback.decide(subject)
      : sampler.decide(subject.traceId);
  }

  /** Fetches the rules at once, and goes on until the process ends, which nothing here delays. */
  start(): void {
    if (this.started) {
      return;
    }
    this.started = true;
    const {
      rulesIntervalMs = RULES_INTERVAL_MS,
      targetsIntervalMs = TARGETS_INTERVAL_MS,
    } = this.options;
    outsideRequests(() => {
      void this.attempt(() => this.rules.refresh());
      this.repeat(rulesIntervalMs, () => this.rules.refresh());
      this.repeat(targetsIntervalMs, () => this.rules.report());
    });
  }

  /** Ends it before the process does. */
  stop(): void {
    this.timers.forEach((timer) => {
      clearTimeout(timer);
    });
    this.timers.clear();
  }

  private repeat(intervalMs: number, work: () => Promise<void>): void {
    const jitter = 1 + JITTER * (2 * Math.random() - 1);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.repeat(intervalMs, work);
      void this.attempt(work);
    }, intervalMs * jitter);
    this.timers.add(timer.unref());
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const { host, port } = this.options.daemon;
      this.trouble.report(
        `the daemon at ${host}:${String(port)} gave no rules (${error instanceof Error ? error.message : String(error)}); the rules known so far decide, for an hour, then 1 trace a second and 5 %`,
      );
    }
  }
}
