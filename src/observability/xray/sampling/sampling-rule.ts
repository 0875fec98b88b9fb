import type { Attributes } from '@opentelemetry/api';
import { type SamplingSubject, wildcardMatch } from '../../request/index.js';
import { hostOf } from '../document/segment-naming.js';
import type { SampledService } from './sampled-service.js';

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

/** Rules as they are asked: by priority, then by name. */
export function inOrder(rules: readonly SamplingRule[]): SamplingRule[] {
  return rules.toSorted(
    (a, b) =>
      a.priority - b.priority ||
      (a.name < b.name ? -1 : Number(a.name > b.name)),
  );
}

/**
 * Whether a rule is for a trace. Patterns know `*` and `?`, and no case; keys of attributes do. What is unknown matches
 * `*` only, and of attributes not even that.
 * Source: aws-xray-sdk-core, `utils.wildcardMatch` (no case in any field); opentelemetry-java-contrib, `SamplingRuleApplier`
 * (unknown values, attributes).
 */
export function matches(
  rule: SamplingRule,
  service: SampledService,
  subject: SamplingSubject,
): boolean {
  return (
    (rule.serviceType === '*' || fits(rule.serviceType, service.type)) &&
    // Attributes are made when they are read: a rule for all requests needs none.
    (isForAll(rule) || fitsAttributes(rule, service, subject.attributes))
  );
}

function isForAll(rule: SamplingRule): boolean {
  return (
    rule.serviceName === '*' &&
    rule.httpMethod === '*' &&
    rule.urlPath === '*' &&
    rule.host === '*' &&
    rule.attributes.size === 0
  );
}

function fitsAttributes(
  rule: SamplingRule,
  service: SampledService,
  attributes: Attributes,
): boolean {
  return (
    fits(rule.serviceName, service.nameOf(attributes)) &&
    fits(rule.httpMethod, methodOf(attributes)) &&
    fits(rule.urlPath, pathOf(attributes)) &&
    fitsHost(rule.host, attributes) &&
    rule.attributes
      .entries()
      .every(
        ([key, pattern]) =>
          attributes[key] !== undefined && fits(pattern, attributes[key]),
      )
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

/** A method that OpenTelemetry does not know is `_OTHER`, and stands beside it as it came. */
function methodOf(attributes: Attributes): unknown {
  return (
    attributes['http.request.method_original'] ??
    attributes['http.request.method']
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
