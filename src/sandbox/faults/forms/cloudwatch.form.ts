import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type {
  WireRequest,
  WireResponse,
} from '../../listener/http-listener.js';
import {
  type AwsRefusals,
  type FaultForm,
  jsonOf,
  withBody,
} from './fault-form.js';

const PUT_LOG_EVENTS = 'Logs_20140328.PutLogEvents';
const CONTENT_TYPE = 'application/x-amz-json-1.1';
/** Length of the tokens that the service gives. */
const TOKEN_DIGITS = 56;

/**
 * Refusals as AWS's JSON 1.1 protocol answers them: client errors have status
 * 400 whatever they are about, and the type tells them apart (CloudWatch Logs
 * API, "PutLogEvents", Errors, and "Common Errors").
 */
const REFUSALS: AwsRefusals = {
  throttle: {
    status: 400,
    type: 'ThrottlingException',
    message: 'Rate exceeded',
  },
  '500': {
    status: 500,
    type: 'InternalFailure',
    message: 'The request failed for an unknown reason.',
  },
  '503': {
    status: 503,
    type: 'ServiceUnavailable',
    message: 'The request has failed due to a temporary failure of the server.',
  },
  '413': {
    status: 413,
    type: 'RequestEntityTooLargeException',
    message: 'The request is too large.',
  },
  '401': {
    status: 400,
    type: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  },
};

const putLogEventsRequest = z.looseObject({
  logEvents: z.array(z.unknown()).min(1),
});
const putLogEventsResponse = z.looseObject({
  rejectedLogEventsInfo: z
    .looseObject({
      tooOldLogEventEndIndex: z.number().default(0),
      expiredLogEventEndIndex: z.number().optional(),
      tooNewLogEventStartIndex: z.number().optional(),
    })
    .default({ tooOldLogEventEndIndex: 0 }),
});

/** CloudWatch Logs: AWS JSON 1.1 errors, and for single events `rejectedLogEventsInfo`. */
export const cloudWatchForm: FaultForm = {
  carriesRecords: ({ headers: { 'x-amz-target': target } }) =>
    target === PUT_LOG_EVENTS,

  refuse(_request, refusal) {
    const { status, type, message } = REFUSALS[refusal.type];
    return {
      status,
      headers: { ...headers(), 'x-amzn-errortype': type },
      body: JSON.stringify({ __type: type, message }),
    };
  },

  async refuseSome(request, picksNext, receiver) {
    const batch = readBatch(request);
    if (!batch) return { response: await receiver(request), rejected: 0 };
    const { logEvents } = batch;
    const rejected = logEvents.filter(() => picksNext()).length;
    if (rejected === 0) {
      return { response: await receiver(request), rejected };
    }
    // The format has no room for single events: it knows a beginning that is too old and an end that is too new.
    const tooOld = Math.ceil(rejected / 2);
    const tooNew = rejected - tooOld;
    const kept = logEvents.slice(tooOld, logEvents.length - tooNew);
    if (kept.length === 0) {
      return { response: nothingKept(logEvents.length), rejected };
    }
    const response = await receiver(
      withBody(request, JSON.stringify({ ...batch, logEvents: kept })),
    );
    if (response.status !== 200) return { response, rejected: 0 };
    const answer = shifted(response, tooOld, tooNew, kept.length);
    return { response: { ...response, body: answer }, rejected };
  },
};

function readBatch(
  request: WireRequest,
): z.output<typeof putLogEventsRequest> | undefined {
  if (request.headers['x-amz-target'] !== PUT_LOG_EVENTS) return undefined;
  try {
    return putLogEventsRequest.parse(JSON.parse(request.body.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** The receiver's answer with its own ranges widened by the events taken off both ends. */
function shifted(
  response: WireResponse,
  tooOld: number,
  tooNew: number,
  kept: number,
): string {
  const answer = putLogEventsResponse.parse(jsonOf(response));
  const own = answer.rejectedLogEventsInfo;
  const newFrom =
    own.tooNewLogEventStartIndex ?? (tooNew > 0 ? kept : undefined);
  return JSON.stringify({
    ...answer,
    rejectedLogEventsInfo: {
      ...own,
      tooOldLogEventEndIndex: tooOld + own.tooOldLogEventEndIndex,
      ...(own.expiredLogEventEndIndex === undefined
        ? {}
        : { expiredLogEventEndIndex: tooOld + own.expiredLogEventEndIndex }),
      ...(newFrom === undefined
        ? {}
        : { tooNewLogEventStartIndex: tooOld + newFrom }),
    },
  });
}

function nothingKept(events: number): WireResponse {
  return {
    status: 200,
    headers: headers(),
    body: JSON.stringify({
      nextSequenceToken: '0'.padStart(TOKEN_DIGITS, '49'),
      rejectedLogEventsInfo: { tooOldLogEventEndIndex: events },
    }),
  };
}

function headers(): Record<string, string> {
  return { 'content-type': CONTENT_TYPE, 'x-amzn-requestid': randomUUID() };
}
