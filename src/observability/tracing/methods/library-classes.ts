import * as events from 'node:events';
import * as streams from 'node:stream';
import * as nestCommon from '@nestjs/common';
import * as nestCore from '@nestjs/core';
import * as nestjsOtel from 'nestjs-otel';
import * as rxjs from 'rxjs';

const KNOWN_LIBRARIES: readonly object[] = [
  nestCommon,
  nestCore,
  nestjsOtel,
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
