import type { RuleTarget } from './rule-sampler.js';
import type { SamplingRule } from './sampling-rule.js';

/** Rules taken of an answer; an account has 25 by default. */
const MAX_RULES = 1000;

/** One page of `GetSamplingRules`. */
export interface RulesPage {
  readonly rules: readonly SamplingRule[];
  readonly nextToken: string | undefined;
}

/** The answer to `SamplingTargets`. */
export interface Targets {
  readonly targets: readonly RuleTarget[];
  /** When the account's rules last changed, in milliseconds since the epoch. */
  readonly rulesModifiedAt: number;
}

/**
 * Reads an answer of `GetSamplingRules`. Rules that are none, of another version or for other resources are left out, one
 * by one, as AWS's SDKs do.
 *
 * @throws TypeError when it is no such answer
 */
export function readRules(answer: unknown): RulesPage {
  const records = field(answer, 'SamplingRuleRecords');
  if (!Array.isArray(records)) {
    throw new TypeError('an answer without SamplingRuleRecords');
  }
  const nextToken = field(answer, 'NextToken');
  return {
    rules: records
      .slice(0, MAX_RULES)
      .map((record: unknown) => ruleFrom(field(record, 'SamplingRule')))
      .filter((rule) => rule !== undefined),
    nextToken:
      typeof nextToken === 'string' && nextToken !== '' ? nextToken : undefined,
  };
}

/** @throws TypeError when it is no answer of `SamplingTargets` */
export function readTargets(answer: unknown): Targets {
  const documents = field(answer, 'SamplingTargetDocuments');
  if (!Array.isArray(documents)) {
    throw new TypeError('an answer without SamplingTargetDocuments');
  }
  return {
    targets: documents
      .map((document: unknown) => targetFrom(document))
      .filter((target) => target !== undefined),
    rulesModifiedAt: epochMs(field(answer, 'LastRuleModification')) ?? 0,
  };
}

function ruleFrom(rule: unknown): SamplingRule | undefined {
  const name = field(rule, 'RuleName');
  const priority = amount(field(rule, 'Priority'));
  const fixedRate = rate(field(rule, 'FixedRate'));
  const reservoirSize = amount(field(rule, 'ReservoirSize'));
  const attributes = field(rule, 'Attributes') ?? {};
  if (
    typeof name !== 'string' ||
    name === '' ||
    priority === undefined ||
    fixedRate === undefined ||
    reservoirSize === undefined ||
    (field(rule, 'Version') ?? 1) !== 1 ||
    pattern(field(rule, 'ResourceARN')) !== '*' ||
    typeof attributes !== 'object'
  ) {
    return undefined;
  }
  return {
    name,
    priority,
    fixedRate,
    reservoirSize,
    serviceName: pattern(field(rule, 'ServiceName')),
    serviceType: pattern(field(rule, 'ServiceType')),
    host: pattern(field(rule, 'Host')),
    httpMethod: pattern(field(rule, 'HTTPMethod')),
    urlPath: pattern(field(rule, 'URLPath')),
    attributes: new Map(
      Object.entries(attributes).map(([key, value]) => [key, pattern(value)]),
    ),
  };
}

function targetFrom(document: unknown): RuleTarget | undefined {
  const name = field(document, 'RuleName');
  if (typeof name !== 'string') {
    return undefined;
  }
  const perSecond = amount(field(document, 'ReservoirQuota'));
  const expiresAt = epochMs(field(document, 'ReservoirQuotaTTL'));
  const interval = amount(field(document, 'Interval'));
  return {
    name,
    fixedRate: rate(field(document, 'FixedRate')),
    quota:
      perSecond === undefined || expiresAt === undefined
        ? undefined
        : { perSecond, expiresAt },
    intervalMs:
      interval === undefined || interval === 0 ? undefined : interval * 1000,
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, name)
    : undefined;
}

function pattern(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : '*';
}

function amount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? value
    : undefined;
}

function rate(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 1
    ? value
    : undefined;
}

/** Times come as seconds since the epoch (the API's JSON), or as a date (the API's documentation). */
function epochMs(value: unknown): number | undefined {
  const ms =
    typeof value === 'number'
      ? value * 1000
      : typeof value === 'string'
        ? Date.parse(value)
        : Number.NaN;
  return Number.isFinite(ms) ? ms : undefined;
}
