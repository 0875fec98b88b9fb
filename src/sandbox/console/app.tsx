import type { ComponentChild } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ErrorsView } from './errors/errors-view.js';
import { LogsView } from './logs/logs-view.js';
import { MetricsView } from './metrics/metrics-view.js';
import { OverviewView } from './overview/overview-view.js';
import { RequestsView } from './requests/requests-view.js';
import { Shell } from './shell/shell.js';
import { path } from './state/route.js';
import { TraceView } from './trace/trace-view.js';
import { TryView } from './try/try-view.js';
import { WiresView } from './wires/wires-view.js';

const TRACE = '/traces/';

/** Titles of the views, for the browser's tab and its history. */
const TITLES: Readonly<Record<string, string>> = {
  '/': 'Requests',
  '/overview': 'Overview',
  '/logs': 'Logs',
  '/errors': 'Errors',
  '/metrics': 'Metrics',
  '/wires': 'Wires',
  '/try': 'Try it',
};

/** The console: the view that the address names, in the shell. */
export function App() {
  const here = path.value;
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${titleOf(here)} · Console`;
    // A new view is announced by its heading; the page's own loading is by the browser.
    if (!isFirst.current) main.current?.querySelector('h1')?.focus();
    isFirst.current = false;
  }, [here]);
  return (
    <Shell>
      <main ref={main} id="main">
        {viewOf(here)}
      </main>
    </Shell>
  );
}

function titleOf(here: string): string {
  return here.startsWith(TRACE)
    ? `Trace ${here.slice(TRACE.length, TRACE.length + 8)}`
    : (TITLES[here] ?? 'Not found');
}

function viewOf(here: string): ComponentChild {
  if (here.startsWith(TRACE)) {
    const traceId = here.slice(TRACE.length);
    return <TraceView key={traceId} traceId={traceId} />;
  }
  switch (here) {
    case '/':
      return <RequestsView />;
    case '/overview':
      return <OverviewView />;
    case '/logs':
      return <LogsView />;
    case '/errors':
      return <ErrorsView />;
    case '/metrics':
      return <MetricsView />;
    case '/wires':
      return <WiresView />;
    case '/try':
      return <TryView />;
    default:
      return (
        <>
          <h1 tabIndex={-1}>There is no such view</h1>
          <p>
            <a href="/">To the requests</a>
          </p>
        </>
      );
  }
}
