import { z } from 'zod';
import type {
  WireRequest,
  WireResponse,
} from '../../listener/http-listener.js';
import {
  decodeBody,
  decodeMessage,
  encodeMessage,
  type OtlpEncoding,
  encodingOf,
  type OtlpSignal,
  respond,
  responseBody,
  rpcCodeOf,
} from '../../otlp/index.js';
import { type FaultForm, type Refusal, withBody } from './fault-form.js';
import { RECORD_PLACES, takeOut } from './otlp-records.js';

const requestShape = z.record(z.string(), z.unknown());
const exportResponse = z.object({
  partialSuccess: z
    .looseObject({ errorMessage: z.string().default('') })
    .optional(),
});

/** HTTP statuses and reasons of the refusals (OTLP specification, "OTLP/HTTP Response"). */
const REFUSALS: Readonly<
  Record<Refusal['type'], { readonly status: number; readonly message: string }>
> = {
  throttle: { status: 429, message: 'Too many requests.' },
  '500': { status: 500, message: 'Internal error.' },
  '503': { status: 503, message: 'The service is unavailable.' },
  '413': { status: 413, message: 'The request is too large.' },
  '401': { status: 401, message: 'The API key is unknown.' },
};

/** A request of which records were taken out. */
interface Selection {
  readonly request: WireRequest;
  readonly signal: OtlpSignal;
  readonly encoding: OtlpEncoding;
  readonly rejected: number;
}

/** OTLP over HTTP: a `google.rpc.Status`, and for single records a partial success. */
export function otlpForm(
  signals: readonly OtlpSignal[],
  statusOf401: 401 | 403 = 401,
): FaultForm {
  return {
    carriesRecords: () => true,

    refuse(request, { type }) {
      const { status: usual, message } = REFUSALS[type];
      const status = type === '401' ? statusOf401 : usual;
      const encoding = encodingOf(request.headers['content-type']) ?? 'json';
      return respond(status, encoding, 'RpcStatus', {
        code: rpcCodeOf(status),
        message,
      });
    },

    async refuseSome(request, picksNext, receiver) {
      const signal = signals.find(({ path }) => path === request.path);
      const selection = signal && (await select(request, signal, picksNext));
      if (!selection) return { response: await receiver(request), rejected: 0 };
      const response = await receiver(selection.request);
      return response.status === 200 && selection.rejected > 0
        ? {
            response: withRejected(response, selection),
            rejected: selection.rejected,
          }
        : { response, rejected: 0 };
    },
  };
}

/** The request without the records picked; `undefined` when it cannot be read, which the receiver then says. */
async function select(
  request: WireRequest,
  signal: OtlpSignal,
  picksNext: () => boolean,
): Promise<Selection | undefined> {
  const encoding = encodingOf(request.headers['content-type']);
  const place = RECORD_PLACES[signal.path];
  if (!encoding || !place) return undefined;
  try {
    const decoded = requestShape.parse(
      await decodeBody(request, encoding, signal),
    );
    const rejected = takeOut(decoded, place, picksNext);
    const body = encodeMessage(encoding, signal.requestMessage, decoded);
    return { request: withBody(request, body), signal, encoding, rejected };
  } catch {
    return undefined;
  }
}

/** The receiver's answer with the records taken out beside those that it refused itself. */
function withRejected(
  response: WireResponse,
  { signal, encoding, rejected }: Selection,
): WireResponse {
  const { partialSuccess } = exportResponse.parse(
    decodeMessage(
      encoding,
      signal.responseMessage,
      Buffer.from(response.body ?? ''),
    ),
  );
  const ownReason = partialSuccess?.errorMessage ?? '';
  const answer = responseBody(signal, {
    rejected: rejected + Number(partialSuccess?.[signal.rejectedField] ?? 0),
    reasons: [
      ...(ownReason === '' ? [] : [ownReason]),
      `${rejected} ${RECORD_PLACES[signal.path]?.noun ?? 'records'} could not be stored.`,
    ],
  });
  return respond(200, encoding, signal.responseMessage, answer);
}
