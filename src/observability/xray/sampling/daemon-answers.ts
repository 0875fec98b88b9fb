import type { RuleTarget } from './rule-sampler.js';
import type { SamplingRule } from './sampling-rule.js';

/** Longest name of a rule, in characters. Source: AWS X-Ray API reference, "SamplingRule". */
const MAX_NAME = 32;
/** Longest pattern that the same page allows in a field which is matched here (`URLPath`), in characters. */
const MAX_PATTERN = 128;
/** Longest time between two reports of a rule that is believed: 5 minutes, in seconds; the service asks for 10 s. */
const MAX_INTERVAL_SECONDS = 300;

/** One page of `GetSamplingRules`. */
export interface RulesPage {
  readonly rules: readonly SamplingRule[];
  readonly nextToken: string | undefined;
}

/** The answer to `SamplingTargets`. */
export interface Targets {
  readonly targets: readonly RuleTarget[];
  /** Names of the rules whose counts the service did not take. */
  readonly unprocessed: ReadonlySet<string>;
  /** When the account's rules last changed, in milliseconds since the epoch. */
  readonly rulesModifiedAt: number | undefined;
}

/**
 * Reads an answer of `GetSamplingRules`. Rules that are none, that break the API's limits, of another version or for
 * other resources are left out, one by one; aws-xray-sdk-core leaves out those of another version or resource too.
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
  const unprocessed = field(answer, 'UnprocessedStatistics');
  return {
    targets: documents
      .map((document: unknown) => targetFrom(document))
      .filter((target) => target !== undefined),
    unprocessed: new Set(
      (Array.isArray(unprocessed) ? unprocessed : [])
        .map((item: unknown) => field(item, 'RuleName'))
        .filter((name) => typeof name === 'string'),
    ),
    rulesModifiedAt: epochMs(field(answer, 'LastRuleModification')),
  };
}

function ruleFrom(rule: unknown): SamplingRule | undefined {
  const name = field(rule, 'RuleName');
  const priority = amount(field(rule, 'Priority'));
  const fixedRate = rate(field(rule, 'FixedRate'));
  const reservoirSize = amount(field(rule, 'ReservoirSize'));
  const serviceName = pattern(field(rule, 'ServiceName'));
  const serviceType = pattern(field(rule, 'ServiceType'));
  const host = pattern(field(rule, 'Host'));
  const httpMethod = pattern(field(rule, 'HTTPMethod'));
  const urlPath = pattern(field(rule, 'URLPath'));
  const attributes = patterns(field(rule, 'Attributes'));
  if (
    typeof name !== 'string' ||
    name === '' ||
    name.length > MAX_NAME ||
    field(rule, 'Version') !== 1 ||
    pattern(field(rule, 'ResourceARN')) !== '*' ||
    priority === undefined ||
    fixedRate === undefined ||
    reservoirSize === undefined ||
    serviceName === undefined ||
    serviceType === undefined ||
    host === undefined ||
    httpMethod === undefined ||
    urlPath === undefined ||
    attributes === undefined
  ) {
    return undefined;
  }
  return {
    name,
    priority,
    fixedRate,
    reservoirSize,
    serviceName,
    serviceType,
    host,
    httpMethod,
    urlPath,
    attributes,
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
      interval === undefined || interval === 0
        ? undefined
        : Math.min(interval, MAX_INTERVAL_SECONDS) * 1000,
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, name)
    : undefined;
}

/** A pattern that is missing or empty asks for nothing; undefined: it is none. */
function pattern(value: unknown): string | undefined {
  const text = value ?? '';
  return typeof text === 'string' && text.length <= MAX_PATTERN
    ? text || '*'
    : undefined;
}

/** Undefined where one of them is no pattern, or where it is no map of them. */
function patterns(value: unknown): ReadonlyMap<string, string> | undefined {
  const map = value ?? {};
  if (typeof map !== 'object' || Array.isArray(map)) {
    return undefined;
  }
  const found = new Map<string, string>();
  for (const key of Object.keys(map)) {
    const wanted = pattern(field(map, key));
    if (wanted === undefined) {
      return undefined;
    }
    found.set(key, wanted);
  }
  return found;
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
