import type { Finding } from '../store/violation.js';
import type { CheckedDocument } from './document.js';

/** Annotations that X-Ray indexes for one trace (AWS X-Ray developer guide, "Annotations"). */
const MAX_ANNOTATIONS = 50;

interface Sent {
  annotations: number;
  complete: boolean;
  opened: boolean;
}

/** Remembers the documents of recent traces, for the rules that hold for a whole trace. */
export class TraceLedger {
  readonly #traces = new Map<string, Map<string, Sent>>();
  readonly #maxTraces: number;

  constructor(maxTraces: number) {
    this.#maxTraces = maxTraces;
  }

  /** Notes a document and tells which rules of its trace it breaks. */
  note(
    traceId: string,
    segmentId: string,
    checked: CheckedDocument,
  ): Finding[] {
    const sent = this.#trace(traceId);
    const before = sent.get(segmentId);
    const findings: Finding[] = [];
    if (checked.complete ? before?.complete : before?.opened) {
      findings.push({
        rule: 'document.repeated',
        message: `The ${checked.complete ? 'complete' : 'in-progress'} document ${segmentId} came twice.`,
        refused: false,
      });
    }
    const sum = (): number =>
      [...sent.values()].reduce(
        (total, { annotations }) => total + annotations,
        0,
      );
    const earlier = checked.annotations === 0 ? 0 : sum();
    sent.set(segmentId, {
      annotations: checked.annotations,
      complete: checked.complete || before?.complete === true,
      opened: !checked.complete || before?.opened === true,
    });
    const total = checked.annotations === 0 ? 0 : sum();
    if (total > MAX_ANNOTATIONS && earlier <= MAX_ANNOTATIONS) {
      findings.push({
        rule: 'trace.annotations',
        message: `The trace has ${total} annotations; ${MAX_ANNOTATIONS} are indexed.`,
        refused: false,
      });
    }
    return findings;
  }

  /** Forgets all traces. */
  reset(): void {
    this.#traces.clear();
  }

  #trace(traceId: string): Map<string, Sent> {
    const known = this.#traces.get(traceId);
    if (known) return known;
    const sent = new Map<string, Sent>();
    this.#traces.set(traceId, sent);
    const oldest = this.#traces.keys().next().value;
    if (this.#traces.size > this.#maxTraces && oldest !== undefined) {
      this.#traces.delete(oldest);
    }
    return sent;
  }
}
