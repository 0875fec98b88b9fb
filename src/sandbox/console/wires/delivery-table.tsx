import type { MetricHistoryAnswer } from '../../query/query.types.js';
import { count, duration } from '../format/amounts.js';
import { ago } from '../format/times.js';
import { Empty } from '../parts/teaching.js';
import { useAnswer } from '../parts/use-answer.js';
import { now } from '../state/now.js';
import { readDelivery } from './delivery.js';

const HEADINGS = [
  'Way',
  'Accepted',
  'Delivered',
  'Waiting',
  'Retried',
  'Spooled',
  'Dropped',
  'Oldest waits',
  'Circuit',
];

/** What the application itself says of its deliveries, by the metrics it exports. */
export function DeliveryTable() {
  const { answer } = useAnswer<MetricHistoryAnswer>(
    '/api/metrics/history',
    true,
  );
  const sinks = readDelivery(answer?.series ?? []);
  const at = Math.max(...sinks.map((sink) => sink.at));
  return (
    <section class="delivery" aria-labelledby="delivery">
      <h2 id="delivery">What the application says it delivered</h2>
      {sinks.length === 0 ? (
        <Empty title="The application has not said yet">
          <p>
            It exports its own figures as OpenTelemetry metrics every few
            seconds, through the same OTLP endpoint: while that one is broken
            they wait.
          </p>
        </Empty>
      ) : (
        <>
          <p class="summary">As of {ago(at, now.value)}.</p>
          <div class="scroll" tabIndex={0} role="group" aria-label="Deliveries">
            <table>
              <caption class="hidden">Deliveries by way</caption>
              <thead>
                <tr>
                  {HEADINGS.map((heading) => (
                    <th key={heading} scope="col">
                      {heading}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {sinks.map((sink) => (
                  <tr key={sink.sink} data-sink={sink.sink}>
                    <th scope="row">{sink.sink}</th>
                    <td>{count(sink.accepted)}</td>
                    <td>{count(sink.delivered)}</td>
                    <td>{count(sink.queued)}</td>
                    <td>{count(sink.retried)}</td>
                    <td>{count(sink.spooled)}</td>
                    <td class={sink.dropped > 0 ? 'error' : ''}>
                      {count(sink.dropped)}
                    </td>
                    <td>{duration(sink.oldestAge * 1_000)}</td>
                    <td class={sink.circuitOpen ? 'warn' : ''}>
                      {sink.circuitOpen ? 'open' : 'closed'}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
