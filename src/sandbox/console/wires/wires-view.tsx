import type { FaultsAnswer, IndexAnswer } from '../../query/query.types.js';
import { send } from '../api/ask.js';
import { figures } from '../api/live.js';
import { bytes } from '../format/amounts.js';
import { VENDORS } from '../format/vendors.js';
import { Empty } from '../parts/teaching.js';
import { useAnswer } from '../parts/use-answer.js';
import { DeliveryTable } from './delivery-table.js';
import { FaultForm } from './fault-form.js';
import { VendorCard } from './vendor-card.js';
import { ViolationsList } from './violations-list.js';

/** What crosses each wire, and the switches that cut it. */
export function WiresView() {
  const { answer: index } = useAnswer<IndexAnswer>('/api');
  const told = figures.value;
  const options = index?.faultTypes ?? {};
  return (
    <div class="wires-view">
      <div class="view-head">
        <h1 tabIndex={-1}>Wires</h1>
        <p class="summary">
          {told && `${bytes(told.retainedBytes)} of telemetry held`}
        </p>
      </div>
      {told ? (
        <div class="wires">
          {VENDORS.map((vendor) => (
            <VendorCard
              key={vendor}
              vendor={vendor}
              figures={told}
              endpoints={index?.endpoints}
              options={options}
            />
          ))}
        </div>
      ) : (
        <Empty title="Loading…" />
      )}
      <section class="all-faults" aria-labelledby="all-faults">
        <h2 id="all-faults">All four at once</h2>
        <FaultForm vendor="all" options={options} />
        <button
          type="button"
          onClick={() => void send<FaultsAnswer>('DELETE', '/api/faults/all')}
        >
          Mend all
        </button>
      </section>
      <DeliveryTable />
      <ViolationsList />
    </div>
  );
}
