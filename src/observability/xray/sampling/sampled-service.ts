import type { Attributes } from '@opentelemetry/api';
import { hostBlockOf } from '../document/host-block.js';
import { SegmentNaming } from '../document/segment-naming.js';
import type { XRayNamingOptions } from '../xray.options.js';

export interface SampledServiceOptions {
  /** The service's name. */
  readonly name: string;
  /** How its segments are named, if not by its name. @default by its name */
  readonly naming?: XRayNamingOptions;
  /** Its X-Ray origin, `AWS::ECS::Container` say. @default as the resource tells it */
  readonly type?: string;
}

/** What OpenTelemetry knows of the place a service runs in; attributes may become known later. */
export interface ServiceResource {
  readonly attributes: Attributes;
}

/**
 * What a service is, as rules know it: the name and the origin of its segments.
 * Source: AWS X-Ray API reference, "SamplingRule", `ServiceName` and `ServiceType`.
 */
export class SampledService {
  private readonly naming: SegmentNaming;
  private readonly fixedType: string | undefined;
  private resource: ServiceResource | undefined;

  constructor({ name, naming, type }: SampledServiceOptions) {
    this.naming = new SegmentNaming(name, naming);
    this.fixedType = type;
  }

  /** Whose attributes tell the type where no option did. */
  runsIn(resource: ServiceResource): void {
    this.resource = resource;
  }

  /** @param attributes of the root span; a host may name the segment */
  nameOf(attributes: Attributes): string {
    return this.naming.nameOf(attributes);
  }

  /** Unknown, it matches `*` only. */
  get type(): string | undefined {
    return (
      this.fixedType ??
      (this.resource && hostBlockOf(this.resource.attributes, undefined).origin)
    );
  }
}
