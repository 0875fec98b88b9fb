import {
  bodyOf,
  CUT,
  type WireHandler,
  type WireRequest,
  type WireResponse,
} from '../listener/http-listener.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import type { Vendor } from '../store/vendor.js';
import type { ActiveFault } from './active-fault.js';
import type { FaultGate } from './fault-gate.js';
import type { FaultForm, Refusal } from './forms/fault-form.js';

/** A success that is not the protocol's, as a proxy in between may answer. */
const GARBAGE: WireResponse = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<html><head><title>Welcome</title></head><body>It works!</body></html>\n',
};

/** Where the faults of one vendor's answers come from and what they touch. */
interface AnswerFaultSource {
  readonly vendor: Vendor;
  readonly gate: FaultGate;
  readonly form: FaultForm;
  readonly store: TelemetryStore;
}

/**
 * Wraps a receiver with the faults that answer, or fail to after the request
 * was read. A refusal is counted as the receiver's own are, and is no violation.
 */
export function answerFaults(
  source: AnswerFaultSource,
  receiver: WireHandler<WireResponse>,
): WireHandler {
  return (request) => {
    const { active } = source.gate;
    return !active || !active.draws()
      ? receiver(request)
      : answer(source, active, request, receiver);
  };
}

async function answer(
  source: AnswerFaultSource,
  active: ActiveFault,
  request: WireRequest,
  receiver: WireHandler<WireResponse>,
): Promise<WireResponse | typeof CUT> {
  const { fault } = active;
  switch (fault.type) {
    case 'refuse':
    case 'hang':
    case 'reset':
      return receiver(request);
    case 'reset-after':
      active.hit();
      await receiver(request);
      return CUT;
    case 'slow':
      active.hit();
      await active.wait(fault.delayMs);
      return request.isAbandoned() ? CUT : receiver(request);
    case 'garbage': {
      const honest = await receiver(request);
      if (honest.status !== 200) return honest;
      active.hit();
      return GARBAGE;
    }
    case 'partial':
      return refuseSome(source, active, request, receiver);
    case '413':
      return request.wireBytes > fault.maxBytes
        ? refuse(source, active, request, { type: '413' })
        : receiver(request);
    case '401':
    case '500':
      return refuse(source, active, request, { type: fault.type });
    default:
      return refuse(source, active, request, fault);
  }
}

function refuse(
  { vendor, form, store }: AnswerFaultSource,
  active: ActiveFault,
  request: WireRequest,
  refusal: Refusal,
): WireResponse {
  active.hit();
  store.receive(vendor, bodyOf(request, form.carriesRecords(request)));
  store.countRefused(vendor);
  const response = form.refuse(request, refusal);
  const { retryAfterSeconds } = refusal;
  return retryAfterSeconds === undefined
    ? response
    : {
        ...response,
        headers: {
          ...response.headers,
          'retry-after': String(retryAfterSeconds),
        },
      };
}

async function refuseSome(
  { vendor, form, store }: AnswerFaultSource,
  active: ActiveFault,
  request: WireRequest,
  receiver: WireHandler<WireResponse>,
): Promise<WireResponse> {
  const { response, rejected } = await form.refuseSome(
    request,
    () => active.picksNext(),
    receiver,
  );
  if (rejected > 0) {
    active.hit(rejected);
    store.countRefused(vendor, rejected);
  }
  return response;
}
