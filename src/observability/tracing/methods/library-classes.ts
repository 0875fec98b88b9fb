import * as events from 'node:events';
import * as streams from 'node:stream';
import * as nestCommon from '@nestjs/common';
import * as nestCore from '@nestjs/core';
import { MetricService } from 'nestjs-otel/lib/metrics/metric.service.js';
import { TraceService } from 'nestjs-otel/lib/tracing/trace.service.js';
import * as rxjs from 'rxjs';

const KNOWN_LIBRARIES: readonly object[] = [
  nestCommon,
  nestCore,
  // Of nestjs-otel what is offered here: the rest would load a monitor of the machine at every start.
  { MetricService, TraceService },
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
