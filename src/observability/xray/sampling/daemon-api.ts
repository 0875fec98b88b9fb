import { HttpPost } from '../../delivery/index.js';
import { readRules, readTargets, type Targets } from './daemon-answers.js';
import type { RuleStatistics } from './rule-sampler.js';
import type { SamplingRule } from './sampling-rule.js';

/** Where the daemon answers for the X-Ray service, by TCP. */
export interface DaemonTcpAddress {
  /** Address, without brackets for IPv6, or host name. */
  readonly host: string;
  readonly port: number;
}

/** One rule's counts, as they are told. */
export interface StatisticsDocument {
  readonly ruleName: string;
  readonly statistics: RuleStatistics;
}

/** Rules of a large account are some 10 kB a page. */
const MAX_ANSWER_BYTES = 1024 * 1024;
/** Rules and pages of a list; an account has 25 rules by default. A longer list is refused, as the rest of it might decide otherwise. */
const MAX_RULES = 1000;
const MAX_PAGES = 40;

/**
 * The sampling calls of the X-Ray service, which the daemon signs and passes on.
 * Source: AWS X-Ray API reference, "GetSamplingRules" and "GetSamplingTargets".
 */
export class DaemonApi {
  private readonly rulesCall: HttpPost;
  private readonly targetsCall: HttpPost;

  /** @param timeoutMs time limit of one call, in milliseconds */
  constructor(
    { host, port }: DaemonTcpAddress,
    private readonly timeoutMs: number,
  ) {
    const origin = `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
    const postTo = (path: string): HttpPost =>
      new HttpPost({
        url: new URL(path, origin),
        maxSockets: 1,
        maxAnswerBytes: MAX_ANSWER_BYTES,
      });
    this.rulesCall = postTo('/GetSamplingRules');
    this.targetsCall = postTo('/SamplingTargets');
  }

  /**
   * All rules, each name once. Rejects when the daemon is away, is late or says something else, when there is no rule
   * among what it says, and when its list does not end.
   */
  async rules(): Promise<readonly SamplingRule[]> {
    const rules = new Map<string, SamplingRule>();
    let nextToken: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer = readRules(
        await this.ask(
          this.rulesCall,
          nextToken === undefined ? {} : { NextToken: nextToken },
        ),
      );
      for (const rule of answer.rules) {
        rules.set(rule.name, rules.get(rule.name) ?? rule);
      }
      if (rules.size > MAX_RULES) {
        break;
      }
      nextToken = answer.nextToken;
      if (nextToken === undefined) {
        return atLeastOne([...rules.values()]);
      }
    }
    throw new RangeError('a list of rules without an end');
  }

  /**
   * Tells counts, and learns what to do next. Rejects when the daemon is away, is late or says something else.
   *
   * @param documents 25 at the most
   * @param clientId of this process: 24 hexadecimal digits
   * @param timeMs milliseconds since the epoch
   */
  async targets(
    documents: readonly StatisticsDocument[],
    clientId: string,
    timeMs: number,
  ): Promise<Targets> {
    return readTargets(
      await this.ask(this.targetsCall, {
        SamplingStatisticsDocuments: documents.map(
          ({ ruleName, statistics }) => ({
            RuleName: ruleName,
            ClientID: clientId,
            Timestamp: Math.floor(timeMs / 1000),
            RequestCount: statistics.requests,
            SampledCount: statistics.sampled,
            BorrowCount: statistics.borrowed,
          }),
        ),
      }),
    );
  }

  /** Ends the connections. */
  close(): void {
    this.rulesCall.close();
    this.targetsCall.close();
  }

  private async ask(call: HttpPost, question: object): Promise<unknown> {
    const { status, body } = await call.post(
      { 'content-type': 'application/json' },
      Buffer.from(JSON.stringify(question)),
      AbortSignal.timeout(this.timeoutMs),
    );
    if (status !== 200) {
      throw new Error(`HTTP ${String(status)}`);
    }
    const answer: unknown = JSON.parse(body.toString());
    return answer;
  }
}

/** Every account has a rule named Default: no rule at all is a mistake, as AWS's SDKs see it too. */
function atLeastOne(rules: readonly SamplingRule[]): readonly SamplingRule[] {
  if (rules.length === 0) {
    throw new TypeError('an answer without a rule');
  }
  return rules;
}
