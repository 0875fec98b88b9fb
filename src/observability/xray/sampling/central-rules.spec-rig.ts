import { randomBytes } from 'node:crypto';
import { type Attributes, SpanKind } from '@opentelemetry/api';
import type { HeadDecision, SamplingSubject } from '../../request/index.js';
import { CentralRules } from './central-rules.js';
import { DaemonApi } from './daemon-api.js';
import { SpecDaemon } from './daemon.spec-server.js';
import { SampledService } from './sampled-service.js';

/** When every spec begins, in milliseconds since the epoch. */
export const START = 1_800_000_000_000;
const TIMEOUT_MS = 500;

/** A trace that begins, with an id of its own. */
export function subjectOf(attributes: Attributes = {}): SamplingSubject {
  return {
    traceId: randomBytes(16).toString('hex'),
    name: 'GET',
    kind: SpanKind.SERVER,
    attributes,
  };
}

/** Rules that a daemon on a real socket serves, under a clock that stands still until it is set. */
export class CentralRulesRig {
  now = START;
  readonly rules: CentralRules;
  private readonly api: DaemonApi;

  private constructor(readonly daemon: SpecDaemon) {
    this.api = new DaemonApi(daemon.address, TIMEOUT_MS);
    this.rules = new CentralRules(
      this.api,
      new SampledService({ name: 'cruddur' }),
      () => this.now,
    );
  }

  static async start(): Promise<CentralRulesRig> {
    return new CentralRulesRig(await SpecDaemon.start());
  }

  async close(): Promise<void> {
    this.api.close();
    await this.daemon.close();
  }

  decide(path = '/'): HeadDecision | undefined {
    const subject = subjectOf({ 'url.path': path });
    return this.rules.samplerFor(subject)?.decide(subject.traceId);
  }

  /** Traces kept among `count` of one moment. */
  kept(count: number, path?: string): number {
    return Array.from({ length: count }, () => this.decide(path)).filter(
      (decision) => decision?.sampled === true,
    ).length;
  }

  /** Answers reports with a target of the rule `any`. */
  grant(target: Record<string, unknown>): void {
    this.daemon.answers.set('/SamplingTargets', () => ({
      LastRuleModification: START / 1000 - 60,
      SamplingTargetDocuments: [
        { RuleName: 'any', FixedRate: 0, Interval: 10, ...target },
      ],
      UnprocessedStatistics: [],
    }));
  }

  /** The statistics documents of each report so far. */
  reports(): Record<string, unknown>[][] {
    return this.daemon
      .callsTo('/SamplingTargets')
      .map(({ SamplingStatisticsDocuments: documents }) =>
        Array.isArray(documents) ? documents : [],
      );
  }
}
