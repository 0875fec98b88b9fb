import { FACTS } from '../support/agreement/facts.js';
import { storyOf } from '../support/agreement/request-story.js';
import { sideBySide } from '../support/agreement/side-by-side.js';
import { CONSOLES } from '../support/walk/consoles.js';
import { WAYS } from '../support/walk/ways.js';
import {
  FAILING_REQUEST,
  idFor,
  type ObservabilityStory,
} from './observability-story.js';
import { code, columns, table } from './plain-table.js';
import { QUESTIONS } from './questions.js';
import { withReceived } from './received-blocks.js';
import { RollbarPage } from './rollbar-page.js';
import { StableClock } from './stable-clock.js';
import { fenced, ToldTrace } from './told-trace.js';
import { XRayPage } from './xray-page.js';

/** Each vendor as the tables of the document call it. */
const NAMES = {
  otlp: 'Honeycomb',
  xray: 'X-Ray',
  cloudwatch: 'CloudWatch Logs',
  rollbar: 'Rollbar',
} as const;

/** Characters of a cell: as many as a trace id has. */
const MAX_CELL_LENGTH = 32;

/** The document with what the vendors received below each of its marks. */
export function withObservabilityStory(
  markdown: string,
  story: ObservabilityStory,
): string {
  const { trace, port } = story;
  const told = new ToldTrace('observability', trace, port);
  const xray = new XRayPage(told, trace);
  const rollbar = new RollbarPage(told, trace);
  const lines = trace.view.cloudwatch.events.map(({ fields }) => fields ?? {});
  return withReceived(markdown, {
    exchange: () => exchange(told, story),
    'honeycomb-trace': () => told.spans(),
    'honeycomb-request': () => told.columnsOf(trace.server().span),
    'honeycomb-failure': () => told.columnsOf(told.failingSpan()),
    'xray-timeline': () => xray.timeline(),
    'xray-segment': () => xray.segment(),
    'xray-exceptions': () => xray.exceptions(),
    'log-error': () => told.json(lines.find(({ level }) => level === 'error')),
    'log-access': () => told.json(trace.accessLine().fields),
    'rollbar-occurrence': () => rollbar.occurrence(),
    'rollbar-trace': () => rollbar.trace(),
    'side-by-side': () => besideEachOther(told, story),
    questions: () => questions(told, story),
    ways: () => ways(),
  });
}

/** What went over the wire between client and API. */
function exchange(told: ToldTrace, { answer }: ObservabilityStory): string {
  const { method, path, headers, body } = FAILING_REQUEST;
  const shown = ['content-type', 'traceparent'].map(
    (name) => `${name}: ${told.values.text(answer.headers.get(name) ?? '')}`,
  );
  const problem: unknown = JSON.parse(answer.body);
  return fenced(
    'http',
    [
      `${method} ${path} HTTP/1.1`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      body,
      '',
      `HTTP/1.1 ${String(answer.status)}`,
      ...shown,
      '',
      told.laidOut(problem),
    ].join('\n'),
  );
}

/** The facts of the request, a column for each vendor. */
function besideEachOther(
  told: ToldTrace,
  { trace }: ObservabilityStory,
): string {
  const story = storyOf(trace.view);
  if (story === undefined) {
    throw new Error('A vendor has nothing of the request');
  }
  const views = Object.values(sideBySide(story));
  const { spanId } = story.server;
  const rows = FACTS.map((name) => [
    name.replace(', µs', ''),
    ...views.map((facts) => {
      if (!(name in facts)) return '';
      if (name === 'start, µs') return StableClock.beginning.toISOString();
      if (name === 'duration, µs') {
        return `${String(told.clock.elapsedMs(spanId, 'end'))} ms`;
      }
      const value = facts[name];
      return value === undefined
        ? '–'
        : shortened(told.values.text(String(value)));
    }),
  ]);
  return fenced('text', columns([['', ...Object.values(NAMES)], ...rows]));
}

function shortened(text: string): string {
  return text.length > MAX_CELL_LENGTH
    ? `${text.slice(0, MAX_CELL_LENGTH - 1)}…`
    : text;
}

/** The questions of each console with this trace's ids, and how much the sandbox found by them. */
function questions(
  told: ToldTrace,
  { trace, found }: ObservabilityStory,
): string {
  const rows = QUESTIONS.map((question, index) => {
    const { vendor, console, field, ask } = question;
    const id = told.values.text(idFor(question, trace));
    return [
      console,
      code(ask(id)),
      code(`vendor=${vendor}&field=${field}&value=${id}`),
      String(found[index] ?? 0),
    ];
  });
  return table(['console', 'question', 'of the sandbox', 'found'], rows);
}

/** By which field of the one each other console is asked. */
function ways(): string {
  const rows = CONSOLES.map((from) => [
    NAMES[from.vendor],
    ...CONSOLES.map((to) =>
      from === to
        ? ''
        : WAYS.filter((way) => way.from === from && way.to === to)
            .map(({ take, ask }) => `${code(take.name)} → ${code(ask.name)}`)
            .join('<br>'),
    ),
  ]);
  return table(['you hold', ...Object.values(NAMES)], rows);
}
