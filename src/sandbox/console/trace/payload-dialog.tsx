import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PayloadAnswer } from '../../query/query.types.js';
import type { Vendor } from '../../store/vendor.js';
import { bytes, duration } from '../format/amounts.js';
import { timeOfDay } from '../format/times.js';
import { VENDOR_NAMES } from '../format/vendors.js';
import { Empty, Failure } from '../parts/teaching.js';
import { useAnswer } from '../parts/use-answer.js';

/** The bodies or datagrams in which a trace came to one vendor, as received. */
export function PayloadDialog({
  vendor,
  payloads,
  endedAt,
  onClose,
}: {
  readonly vendor: Vendor;
  readonly payloads: readonly number[];
  readonly endedAt: number;
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const at = useSignal(0);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const id = payloads[at.value] ?? 0;
  return (
    <dialog
      ref={dialog}
      class="payload"
      aria-label={`Payload of ${VENDOR_NAMES[vendor]}`}
      onClose={onClose}
    >
      <header>
        <h2>{VENDOR_NAMES[vendor]}, as received</h2>
        {payloads.length > 1 && (
          <p>
            <button
              type="button"
              disabled={at.value === 0}
              onClick={() => {
                at.value -= 1;
              }}
            >
              Previous
            </button>{' '}
            {at.value + 1} of {payloads.length}{' '}
            <button
              type="button"
              disabled={at.value === payloads.length - 1}
              onClick={() => {
                at.value += 1;
              }}
            >
              Next
            </button>
          </p>
        )}
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </header>
      <Content id={id} endedAt={endedAt} />
    </dialog>
  );
}

function Content({
  id,
  endedAt,
}: {
  readonly id: number;
  readonly endedAt: number;
}) {
  const { answer, problem } = useAnswer<PayloadAnswer>(`/api/payloads/${id}`);
  if (problem !== undefined) return <Failure message={problem} />;
  if (!answer || answer.id !== id) return <Empty title="Loading…" />;
  const { operation, contentType, contentEncoding, wireBytes, receivedAt } =
    answer;
  return (
    <>
      <dl class="payload-facts">
        <div>
          <dt>Sent as</dt>
          <dd>
            {[operation, contentType, contentEncoding]
              .filter(Boolean)
              .join(', ')}
          </dd>
        </div>
        <div>
          <dt>Size on the wire</dt>
          <dd>{bytes(wireBytes)}</dd>
        </div>
        <div>
          <dt>Arrived</dt>
          <dd>
            {timeOfDay(receivedAt)}, {duration(receivedAt - endedAt)} after the
            request’s end{answer.again && ', for the second time'}
          </dd>
        </div>
        <div>
          <dt>Bytes</dt>
          <dd>
            <a href={`/api/payloads/${id}/raw`} download>
              Download
            </a>
          </dd>
        </div>
      </dl>
      <pre tabIndex={0}>{pretty(answer)}</pre>
      {!answer.isWhole && <p>Cut; the download is whole.</p>}
    </>
  );
}

/** Indents JSON; anything else stays as it came. */
function pretty({ text, isWhole }: PayloadAnswer): string {
  if (!isWhole || !/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
