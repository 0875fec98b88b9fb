import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { bytes, duration } from '../format/amounts.js';
import { VENDOR_NAMES } from '../format/vendors.js';
import type { Vendor } from '../../store/vendor.js';
import { PayloadDialog } from './payload-dialog.js';

/** What a record says of its arrival. */
interface Arrived {
  readonly receivedAt: number;
  readonly wireBytes: number;
  readonly payload?: number;
}

/** One vendor's telling of the trace, with how it arrived and the way to its bytes. */
export function Column({
  vendor,
  records,
  endedAt,
  what,
  children,
}: {
  readonly vendor: Vendor;
  readonly records: readonly Arrived[];
  /** When the request ended, milliseconds since the epoch. */
  readonly endedAt: number;
  /** What there is, counted. */
  readonly what: string;
  readonly children: ComponentChildren;
}) {
  const isOpen = useSignal(false);
  const arrivals = [
    ...new Map(records.map((record) => [record.payload ?? 0, record])).values(),
  ];
  const size = arrivals.reduce((sum, { wireBytes }) => sum + wireBytes, 0);
  const last = Math.max(...arrivals.map(({ receivedAt }) => receivedAt));
  const payloads = arrivals.flatMap(({ payload }) => payload ?? []);
  return (
    <section
      class={`column ${vendor}`}
      aria-labelledby={`column-${vendor}`}
      data-vendor={vendor}
    >
      <header>
        <h2 id={`column-${vendor}`}>{VENDOR_NAMES[vendor]}</h2>
        <p class="arrival">
          {records.length === 0
            ? 'nothing arrived'
            : `${what} · ${bytes(size)} · after ${duration(Math.max(0, last - endedAt))}`}
        </p>
        {payloads.length > 0 && (
          <button
            type="button"
            onClick={() => {
              isOpen.value = true;
            }}
          >
            Raw
            <span class="hidden"> payload of {VENDOR_NAMES[vendor]}</span>
          </button>
        )}
      </header>
      <div class="column-body">{children}</div>
      {isOpen.value && (
        <PayloadDialog
          vendor={vendor}
          payloads={payloads}
          endedAt={endedAt}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </section>
  );
}
