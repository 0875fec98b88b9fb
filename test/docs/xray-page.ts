import type { ArrivedTrace } from '../support/arrived-trace.js';
import { field, textOf } from '../support/field.js';
import { subsegmentsOf, xrayEntities } from '../support/xray-entities.js';
import { columns } from './plain-table.js';
import { fenced, type ToldTrace } from './told-trace.js';

type Document = Readonly<Record<string, unknown>>;

/** What X-Ray's console makes of the documents of one trace. */
export class XRayPage {
  constructor(
    private readonly told: ToldTrace,
    private readonly trace: ArrivedTrace,
  ) {}

  /** The segments timeline: name, status and flags, duration, and a bar. */
  timeline(): string {
    return fenced(
      'text',
      columns([
        ['Name', 'Status', 'Start', 'Duration'],
        ...this.rows(this.trace.segment().fields, 0),
      ]),
    );
  }

  /** The segment's document without the subsegments that the timeline shows. */
  segment(): string {
    const { subsegments: _, ...document } = this.trace.segment().fields;
    return this.told.json(document);
  }

  /** Every exception of the trace, and the frames of this application among those of its stack. */
  exceptions(): string {
    const exceptions = xrayEntities(this.trace.view.xray.segments).flatMap(
      ({ document }) =>
        listOf(field(document, 'cause', 'exceptions')).map((exception) => {
          const frames = listOf(field(exception, 'stack'))
            .filter((frame) => isOurs(String(field(frame, 'path'))))
            .map(
              (frame) =>
                `  at ${String(field(frame, 'label'))} (${ourPath(String(field(frame, 'path')))})`,
            );
          const heading = `${String(document['name'])}: ${String(field(exception, 'type'))}: ${String(field(exception, 'message'))}`;
          return [this.told.values.text(heading), ...frames].join('\n');
        }),
    );
    return fenced('text', exceptions.join('\n\n'));
  }

  private rows(document: Document, depth: number): string[][] {
    const id = String(document['id']);
    const start = this.told.clock.elapsedMs(id, 'start');
    const end = this.told.clock.elapsedMs(id, 'end');
    const flags = ['fault', 'error', 'throttle'].filter(
      (flag) => document[flag] === true,
    );
    const status = field(document, 'http', 'response', 'status');
    return [
      [
        `${'  '.repeat(depth)}${String(document['name'])}`,
        [textOf(status), ...flags].join(' ').trim(),
        `${String(start)} ms`,
        `${String(end - start)} ms`,
        `${' '.repeat(start)}${'━'.repeat(end - start)}`,
      ],
      ...subsegmentsOf(document).flatMap((child) =>
        this.rows(child, depth + 1),
      ),
    ];
  }
}

const SOURCES = `${process.cwd()}/src/`;
const INSTRUMENTATION = `${SOURCES}observability/`;

/** Whether a frame is of this application's own work: not of a library, nor of what records it. */
export function isOurs(path: string): boolean {
  const file = path.replace(/^file:\/\//, '');
  return file.startsWith(SOURCES) && !file.startsWith(INSTRUMENTATION);
}

/** The path of a file of ours from the repository's root. */
export function ourPath(path: string): string {
  return path.replace(/^file:\/\//, '').slice(process.cwd().length + 1);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
