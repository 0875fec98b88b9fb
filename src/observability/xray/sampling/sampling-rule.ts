import type { Attributes } from '@opentelemetry/api';
import type { SamplingSubject } from '../../request/index.js';
import { hostOf } from '../document/segment-naming.js';
import { wildcardMatch } from '../document/wildcard-match.js';

/** One sampling rule of the account. Source: AWS X-Ray API reference, "SamplingRule". */
export interface SamplingRule {
  /** Unique in the account. */
  readonly name: string;
  /** 1 to 9999; the lowest number is asked first. */
  readonly priority: number;
  /** Share kept beyond the reservoir, 0 to 1. */
  readonly fixedRate: number;
  /** Requests a second that all instances together keep first. */
  readonly reservoirSize: number;
  readonly serviceName: string;
  readonly serviceType: string;
  readonly host: string;
  readonly httpMethod: string;
  readonly urlPath: string;
  /** Attribute keys with patterns of their values. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** What a service is, as rules know it. */
export interface SampledService {
  readonly name: string;
  /** Its X-Ray origin: `AWS::ECS::Container`, say. Unknown matches `*` only. */
  readonly type?: string | undefined;
}

/** Rules as they are asked: by priority, then by name. */
export function inOrder(rules: readonly SamplingRule[]): SamplingRule[] {
  return rules.toSorted(
    (a, b) =>
      a.priority - b.priority ||
      (a.name < b.name ? -1 : Number(a.name > b.name)),
  );
}

/** Whether a rule is for a trace. Patterns know `*` and `?`, and no case. */
export function matches(
  rule: SamplingRule,
  service: SampledService,
  subject: SamplingSubject,
): boolean {
  return (
    fits(rule.serviceName, service.name) &&
    fits(rule.serviceType, service.type) &&
    // Attributes are made when they are read: a rule for all requests needs none.
    (isForAll(rule) || fitsAttributes(rule, subject.attributes))
  );
}

function isForAll({
  httpMethod,
  urlPath,
  host,
  attributes,
}: SamplingRule): boolean {
  return (
    httpMethod === '*' &&
    urlPath === '*' &&
    host === '*' &&
    attributes.size === 0
  );
}

function fitsAttributes(rule: SamplingRule, attributes: Attributes): boolean {
  return (
    fits(rule.httpMethod, attributes['http.request.method']) &&
    fits(rule.urlPath, pathOf(attributes)) &&
    fitsHost(rule.host, attributes) &&
    rule.attributes
      .entries()
      .every(([key, pattern]) => fits(pattern, attributes[key]))
  );
}

function fits(pattern: string, value: unknown): boolean {
  if (pattern === '*') {
    return true;
  }
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? wildcardMatch(pattern, String(value))
    : false;
}

/** The host with its port, as the header had it, or without. */
function fitsHost(pattern: string, attributes: Attributes): boolean {
  return (
    fits(pattern, hostOf(attributes)) ||
    fits(pattern, attributes['server.address'])
  );
}

function pathOf(attributes: Attributes): unknown {
  const path = attributes['url.path'];
  if (path !== undefined) {
    return path;
  }
  const full = attributes['url.full'];
  return typeof full === 'string' && URL.canParse(full)
    ? new URL(full).pathname
    : undefined;
}
