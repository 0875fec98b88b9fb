import { outsideRequests, TroubleReporter } from '../../delivery/index.js';
import type {
  HeadDecision,
  HeadSampler,
  SamplingSubject,
} from '../../request/index.js';
import { CentralRules } from './central-rules.js';
import { DaemonApi, type DaemonTcpAddress } from './daemon-api.js';
import { LocalFallback } from './local-fallback.js';
import { RepeatedWork } from './repeated-work.js';
import {
  SampledService,
  type SampledServiceOptions,
  type ServiceResource,
} from './sampled-service.js';

export interface CentralSamplerOptions {
  /** The X-Ray daemon's TCP port; loopback or a network of one's own, as it signs whatever it is asked. */
  readonly daemon: DaemonTcpAddress;
  readonly service: SampledServiceOptions;
  /** Time between two fetches of the rules, in milliseconds. @default 300000 */
  readonly rulesIntervalMs?: number;
  /** Longest time between two looks whether a rule has something to report, in milliseconds; shorter where the service asks for reports more often. @default 10000 */
  readonly targetsIntervalMs?: number;
  /** Time limit of one call, in milliseconds. @default 5000 */
  readonly timeoutMs?: number;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
}

/** Source of both paces: AWS X-Ray developer guide, "Using sampling rules with the X-Ray API". */
const RULES_INTERVAL_MS = 5 * 60_000;
const TARGETS_INTERVAL_MS = 10_000;
/** Shortest time between two looks, whatever the service asks for; 1 s is the shortest that its answer can name. */
const MIN_TARGETS_INTERVAL_MS = 1000;
const TIMEOUT_MS = 5000;

/**
 * Decides by the account's central sampling rules, which it fetches through the X-Ray daemon and reports to beside the
 * requests; a decision itself asks nobody. While no rules are known, the first trace of each second and 5 % of the rest
 * are kept. Trouble is told on stderr, at most one line a minute.
 */
export class CentralSampler implements HeadSampler {
  private readonly api: DaemonApi;
  private readonly service: SampledService;
  private readonly rules: CentralRules;
  private readonly fallback: LocalFallback;
  private readonly trouble = new TroubleReporter('xray sampling');
  private works: readonly RepeatedWork[] = [];

  constructor(private readonly options: CentralSamplerOptions) {
    const { daemon, timeoutMs = TIMEOUT_MS, now = Date.now } = options;
    this.api = new DaemonApi(daemon, timeoutMs);
    this.service = new SampledService(options.service);
    this.rules = new CentralRules(this.api, this.service, now);
    this.fallback = new LocalFallback(now);
  }

  decide(subject: SamplingSubject): HeadDecision {
    try {
      const sampler = this.rules.samplerFor(subject);
      if (sampler !== undefined) {
        return sampler.decide(subject.traceId);
      }
    } catch (error) {
      this.trouble.report(`a trace could not be matched (${textOf(error)})`);
    }
    return this.fallback.decide(subject);
  }

  /**
   * Fetches the rules at once, and goes on until the process ends, which nothing here delays.
   *
   * @param resource tells the service's type where no option did
   */
  start(resource?: ServiceResource): void {
    if (this.works.length > 0) {
      return;
    }
    if (resource !== undefined) {
      this.service.runsIn(resource);
    }
    const refresh = () => this.attempt(() => this.rules.refresh());
    const report = () => this.attempt(() => this.rules.report());
    const { rulesIntervalMs = RULES_INTERVAL_MS } = this.options;
    this.works = [
      new RepeatedWork(refresh, () => rulesIntervalMs),
      new RepeatedWork(report, () => this.targetsIntervalMs()),
    ];
    outsideRequests(() => {
      void refresh();
      this.works.forEach((work) => {
        work.start();
      });
    });
  }

  /** Ends it before the process does. */
  stop(): void {
    this.works.forEach((work) => {
      work.stop();
    });
    this.api.close();
  }

  private targetsIntervalMs(): number {
    const { targetsIntervalMs = TARGETS_INTERVAL_MS } = this.options;
    return Math.min(
      targetsIntervalMs,
      Math.max(this.rules.shortestIntervalMs, MIN_TARGETS_INTERVAL_MS),
    );
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const { host, port } = this.options.daemon;
      this.trouble.report(
        `the daemon at ${host}:${String(port)} gave no rules (${textOf(error)}); the rules known so far decide, for an hour, then 1 trace a second and 5 %`,
      );
    }
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
