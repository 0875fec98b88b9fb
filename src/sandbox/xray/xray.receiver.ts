import { z } from 'zod';
import {
  bodyOf,
  type WireRequest,
  type WireResponse,
} from '../listener/http-listener.js';
import type { Arrival } from '../store/payload.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import type { Finding } from '../store/violation.js';
import { readDatagram } from './datagram.js';
import { carriesDocuments } from './record-paths.js';
import { checkDocument, MAX_DOCUMENT_BYTES } from './document.js';
import { MAX_OTLP_BYTES, takeXRayOtlp } from './otlp-endpoint.js';
import type { SamplingRules } from './sampling-rules.js';
import { SamplingTargets, samplingTargetsRequest } from './sampling-targets.js';
import { TraceLedger } from './trace-ledger.js';

/** Room for a PutTraceSegments call of many documents, and for more spans than the OTLP endpoint takes; bytes. */
const MAX_BODY_BYTES = Math.max(50 * MAX_DOCUMENT_BYTES, 2 * MAX_OTLP_BYTES);

const putTraceSegmentsRequest = z.looseObject({
  TraceSegmentDocuments: z.array(z.string()),
});

/**
 * The X-Ray daemon: segment documents by UDP, which it never answers, and by
 * TCP the calls it passes on to the service; beside them the service's own OTLP
 * endpoint. A document that the service would
 * leave unprocessed is kept as a violation only.
 */
export class XRayReceiver {
  /** Largest body to read. */
  readonly maxBodyBytes = MAX_BODY_BYTES;
  readonly #store: TelemetryStore;
  readonly #rules: SamplingRules;
  readonly #targets: SamplingTargets;
  readonly #ledger: TraceLedger;

  constructor(store: TelemetryStore, rules: SamplingRules, maxTraces: number) {
    this.#store = store;
    this.#rules = rules;
    this.#targets = new SamplingTargets(rules);
    this.#ledger = new TraceLedger(maxTraces);
  }

  /** Takes a datagram. */
  readonly take = (bytes: Buffer): void => {
    const arrival = this.#store.receive('xray', {
      body: bytes,
      wireBytes: bytes.byteLength,
      operation: 'UDP',
      carriesRecords: true,
    });
    const datagram = readDatagram(bytes);
    if ('problem' in datagram) {
      this.#store.countRefused('xray');
      this.#store.violate(
        'xray',
        [
          {
            rule: 'datagram.header',
            message: datagram.problem,
            refused: true,
          },
        ],
        bytes.toString('utf8'),
      );
    } else {
      this.#takeDocument(datagram.document, arrival);
    }
  };

  /** Answers one request of the daemon's TCP side. */
  readonly handle = (
    request: WireRequest,
  ): WireResponse | Promise<WireResponse> => {
    const arrival = this.#store.receive(
      'xray',
      bodyOf(request, carriesDocuments(request.path)),
    );
    if (request.method !== 'POST') {
      return this.#refuse(request, 405, 'request.method', 'Send a POST.');
    }
    if (request.bodyTooLarge) {
      return this.#refuse(
        request,
        413,
        'request.too-large',
        `The request passes ${MAX_BODY_BYTES} bytes.`,
      );
    }
    switch (request.path) {
      case '/v1/traces':
        return takeXRayOtlp(request, arrival, this.#store);
      case '/GetSamplingRules':
        return this.#withBody(request, z.looseObject({}), () => ({
          SamplingRuleRecords: this.#rules.list(),
          NextToken: null,
        }));
      case '/SamplingTargets':
        return this.#withBody(request, samplingTargetsRequest, (body) =>
          this.#targets.answer(body.SamplingStatisticsDocuments),
        );
      case '/TraceSegments':
        return this.#withBody(request, putTraceSegmentsRequest, (body) => ({
          UnprocessedTraceSegments: body.TraceSegmentDocuments.flatMap(
            (document) => {
              const problem = this.#takeDocument(document, arrival);
              return problem ? [problem] : [];
            },
          ),
        }));
      default:
        return this.#refuse(
          request,
          404,
          'request.path',
          'The daemon is asked for /GetSamplingRules, /SamplingTargets or /TraceSegments, the service for /v1/traces.',
        );
    }
  };

  /** Forgets what it knows of traces. */
  reset(): void {
    this.#ledger.reset();
  }

  #takeDocument(
    text: string,
    arrival: Arrival,
  ): Record<string, unknown> | undefined {
    const checked = checkDocument(text);
    const { document, segmentId, traceId } = checked;
    const findings: Finding[] = [...checked.findings];
    const refusal = findings.find(({ refused }) => refused);
    if (!refusal && segmentId !== undefined && traceId !== undefined) {
      findings.push(...this.#ledger.note(traceId, segmentId, checked));
    }
    this.#store.violate('xray', findings, text, traceId);
    if (
      refusal ||
      !document ||
      traceId === undefined ||
      segmentId === undefined
    ) {
      this.#store.countRefused('xray');
      return {
        Id: segmentId ?? null,
        ErrorCode: 'InvalidSegment',
        Message: refusal?.message ?? 'The document has no ids.',
      };
    }
    this.#store.keep({
      kind: 'segment',
      vendor: 'xray',
      traceId,
      segmentId,
      document,
      ...arrival,
    });
    return undefined;
  }

  #withBody<T>(
    request: WireRequest,
    schema: z.ZodType<T>,
    answer: (body: T) => Record<string, unknown>,
  ): WireResponse {
    const parsed = schema.safeParse(parseJson(request.body));
    if (parsed.success) {
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(answer(parsed.data)),
      };
    }
    const [issue] = parsed.error.issues;
    return this.#refuse(
      request,
      400,
      `${request.path.slice(1)}.${issue?.path.filter((step) => typeof step === 'string').join('.') ?? ''}`.replace(
        /\.$/,
        '',
      ),
      `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`,
    );
  }

  #refuse(
    request: WireRequest,
    status: number,
    rule: string,
    message: string,
  ): WireResponse {
    this.#store.countRefused('xray');
    this.#store.violate(
      'xray',
      [{ rule, message, refused: true }],
      `${request.method} ${request.path} ${request.body.toString('utf8', 0, 1_000)}`,
    );
    return {
      status,
      headers: {
        'content-type': 'application/json',
        'x-amzn-errortype': 'InvalidRequestException',
      },
      body: JSON.stringify({ __type: 'InvalidRequestException', message }),
    };
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
