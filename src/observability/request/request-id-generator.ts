import { context } from '@opentelemetry/api';
import { type IdGenerator, RandomIdGenerator } from '@opentelemetry/sdk-trace';
import { rootTraceIdOf } from './xray-propagator.js';

/** Random ids, but for a root span whose trace id a load balancer already chose. */
export class RequestIdGenerator implements IdGenerator {
  private readonly random = new RandomIdGenerator();

  readonly generateTraceId = (): string =>
    rootTraceIdOf(context.active()) ?? this.random.generateTraceId();

  readonly generateSpanId = (): string => this.random.generateSpanId();
}
