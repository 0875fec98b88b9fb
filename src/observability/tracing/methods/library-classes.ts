import * as events from 'node:events';
import * as streams from 'node:stream';
import * as nestCommon from '@nestjs/common';
import * as nestCore from '@nestjs/core';
import { MetricService } from 'nestjs-otel/lib/metrics/metric.service.js';
import { TraceService } from 'nestjs-otel/lib/tracing/trace.service.js';
import { WideEventInterceptor } from 'nestjs-otel/lib/wide-events/wide-event.interceptor.js';
import { WideEventMiddleware } from 'nestjs-otel/lib/wide-events/wide-event.middleware.js';
import { WideEventService } from 'nestjs-otel/lib/wide-events/wide-event.service.js';
import * as rxjs from 'rxjs';

/** What nestjs-otel exports of classes that Nest makes; its index would load a monitor of the machine at every start. */
const NESTJS_OTEL = {
  MetricService,
  TraceService,
  WideEventInterceptor,
  WideEventMiddleware,
  WideEventService,
};

const KNOWN_LIBRARIES: readonly object[] = [
  nestCommon,
  nestCore,
  NESTJS_OTEL,
  rxjs,
  events,
  streams,
];

/**
 * The classes that libraries export. A class is told by its identity rather than by the file it came from, so that
 * bundling, symbolic links and monorepos change nothing.
 */
export function libraryClasses(
  further: readonly object[],
): ReadonlySet<unknown> {
  return new Set(
    [...KNOWN_LIBRARIES, ...further].flatMap((namespace) =>
      Object.values(namespace).filter((value) => typeof value === 'function'),
    ),
  );
}
