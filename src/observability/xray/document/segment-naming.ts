import type { Attributes } from '@opentelemetry/api';
import { wildcardMatch } from '../../request/index.js';
import type { XRayNamingOptions } from '../xray.options.js';
import { legalName } from './legal-name.js';

/**
 * Names segments in the order of AWS's SDKs: the host as received, port included, if it matches the pattern; else the
 * fixed name; else the service's name. A host that matches no pattern never becomes a name, as callers choose it.
 * Source: aws-xray-sdk-core, `middleware.resolveName`, whose default name is `AWS_XRAY_TRACING_NAME` where that is set.
 */
export class SegmentNaming {
  private readonly fallback: string;
  private readonly pattern: string | undefined;

  constructor(serviceName: string, naming: XRayNamingOptions = {}) {
    this.fallback = legalName(naming.fixed ?? serviceName);
    this.pattern = naming.pattern;
  }

  /** @param attributes those of the server span, or of any other root */
  nameOf(attributes: Attributes): string {
    const host = hostOf(attributes);
    return this.pattern !== undefined &&
      host !== undefined &&
      wildcardMatch(this.pattern, host)
      ? legalName(host)
      : this.fallback;
  }
}

/** The host as it was received, with its port where it had one. */
export function hostOf(attributes: Attributes): string | undefined {
  const address = attributes['server.address'];
  const port = attributes['server.port'];
  if (typeof address !== 'string' || address === '') {
    return undefined;
  }
  return typeof port === 'number' ? `${address}:${String(port)}` : address;
}
