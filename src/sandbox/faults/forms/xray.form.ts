import { z } from 'zod';
import type { WireRequest } from '../../listener/http-listener.js';
import { XRAY_TRACES } from '../../otlp/index.js';
import { carriesDocuments } from '../../xray/record-paths.js';
import {
  type AwsRefusals,
  type FaultForm,
  jsonOf,
  withBody,
} from './fault-form.js';
import { otlpForm } from './otlp.form.js';

/** Refusals as the service answers through its daemon (AWS X-Ray API reference, "GetSamplingRules", Errors, and "Common Errors"). */
const REFUSALS: AwsRefusals = {
  throttle: {
    status: 429,
    type: 'ThrottledException',
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
    message: 'The service cannot complete the request.',
  },
  '413': {
    status: 413,
    type: 'InvalidRequestException',
    message: 'The request is too large.',
  },
  '401': {
    status: 403,
    type: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  },
};

const segmentsRequest = z.looseObject({
  TraceSegmentDocuments: z.array(z.string()),
});
const segmentsResponse = z.looseObject({
  UnprocessedTraceSegments: z.array(z.unknown()),
});
const segmentId = z.object({ id: z.string() });

/** The service's OTLP endpoint turns away who has not signed with 403. */
const otlp = otlpForm([XRAY_TRACES], 403);

/** X-Ray: the words of OTLP for its OTLP endpoint, for its other calls those of its API. */
export const xrayForm: FaultForm = {
  carriesRecords: ({ path }) => carriesDocuments(path),

  refuse(request, refusal) {
    if (request.path === XRAY_TRACES.path) return otlp.refuse(request, refusal);
    const { status, type, message } = REFUSALS[refusal.type];
    return {
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
      body: JSON.stringify({ __type: type, message }),
    };
  },

  async refuseSome(request, picksNext, receiver) {
    if (request.path === XRAY_TRACES.path) {
      return otlp.refuseSome(request, picksNext, receiver);
    }
    const batch = readBatch(request);
    if (!batch) return { response: await receiver(request), rejected: 0 };
    const [refused, kept] = part(batch.TraceSegmentDocuments, picksNext);
    const response = await receiver(
      withBody(
        request,
        JSON.stringify({ ...batch, TraceSegmentDocuments: kept }),
      ),
    );
    if (response.status !== 200) return { response, rejected: 0 };
    const answer = segmentsResponse.parse(jsonOf(response));
    answer.UnprocessedTraceSegments.push(...refused.map(unprocessed));
    return {
      response: { ...response, body: JSON.stringify(answer) },
      rejected: refused.length,
    };
  },
};

function readBatch(
  request: WireRequest,
): z.output<typeof segmentsRequest> | undefined {
  if (request.path !== '/TraceSegments') return undefined;
  try {
    return segmentsRequest.parse(JSON.parse(request.body.toString('utf8')));
  } catch {
    return undefined;
  }
}

function part(
  documents: readonly string[],
  picksNext: () => boolean,
): [refused: string[], kept: string[]] {
  const refused: string[] = [];
  const kept: string[] = [];
  for (const document of documents) {
    (picksNext() ? refused : kept).push(document);
  }
  return [refused, kept];
}

function unprocessed(document: string): Record<string, unknown> {
  return {
    Id: idOf(document),
    ErrorCode: 'InternalFailure',
    Message: 'The segment could not be stored.',
  };
}

function idOf(document: string): string | null {
  try {
    return segmentId.parse(JSON.parse(document)).id;
  } catch {
    return null;
  }
}
