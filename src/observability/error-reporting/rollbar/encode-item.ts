import { cutText } from '../../redaction/index.js';
import type { ItemBody, ItemData, Trace } from './item-data.js';

/** Bytes of one item. Source: Rollbar API reference, "Create item": 512 KB, counted in bytes here, not in characters. */
export const MAX_ITEM_BYTES = 512 * 1024;

/**
 * What goes first when an item is too large, in this order: source lines around the frames; the source line itself, and
 * of more than 60 frames the middle ones; everything of `custom` but the trace ids and the number; the request's body, parameters and headers; messages beyond 1,024
 * characters; at last all exceptions but the first 3 and all frames but the 10 innermost.
 */
const CUTS: readonly ((data: ItemData) => ItemData)[] = [
  (data) => withTraces(data, withoutContext),
  (data) => withTraces(data, withoutCode),
  withoutExtra,
  withoutRequestData,
  (data) => ({ ...data, body: withShortMessages(data.body) }),
  (data) => ({ ...data, body: withFewTraces(data.body) }),
];

/** The body of the request that posts an item, at most 512 KiB; undefined where no cut makes it fit. */
export function encodeItem(data: ItemData): Buffer | undefined {
  let fitting = data;
  for (const cut of [undefined, ...CUTS]) {
    fitting = cut === undefined ? fitting : cut(fitting);
    const bytes = Buffer.from(JSON.stringify({ data: fitting }));
    if (bytes.byteLength <= MAX_ITEM_BYTES) {
      return bytes;
    }
  }
  return undefined;
}

function withTraces(data: ItemData, change: (trace: Trace) => Trace): ItemData {
  return 'trace_chain' in data.body
    ? { ...data, body: { trace_chain: data.body.trace_chain.map(change) } }
    : data;
}

function withoutContext(trace: Trace): Trace {
  return {
    ...trace,
    frames: trace.frames.map((frame) => {
      const { context: _, ...rest } = frame;
      return rest;
    }),
  };
}

function withoutCode(trace: Trace): Trace {
  const frames = trace.frames.map((frame) => {
    const { code: _, ...rest } = frame;
    return rest;
  });
  return {
    ...trace,
    frames:
      frames.length > 60
        ? [...frames.slice(0, 30), ...frames.slice(-30)]
        : frames,
  };
}

/** What is ours of `custom`. */
const CUSTOM = [
  'trace_id',
  'span_id',
  'xray_trace_id',
  'occurrence_count',
  'folded_trace_ids',
];

function withoutExtra({ custom = {}, ...data }: ItemData): ItemData {
  const kept = CUSTOM.filter((key) => key in custom);
  return {
    ...data,
    custom: {
      ...Object.fromEntries(kept.map((key) => [key, custom[key]])),
      extra: '[withheld: too large]',
    },
  };
}

function withoutRequestData({ request, ...data }: ItemData): ItemData {
  if (request === undefined) {
    return data;
  }
  const { url, method, user_ip } = request;
  return { ...data, request: { url, method, user_ip } };
}

function withShortMessages(body: ItemBody): ItemBody {
  return 'message' in body
    ? { message: { body: cutText(body.message.body, 1024) } }
    : {
        trace_chain: body.trace_chain.map(({ exception, frames }) => ({
          exception: {
            class: exception.class,
            message: cutText(exception.message, 1024),
          },
          frames,
        })),
      };
}

function withFewTraces(body: ItemBody): ItemBody {
  return 'message' in body
    ? body
    : {
        trace_chain: body.trace_chain
          .slice(0, 3)
          .map((trace) => ({ ...trace, frames: trace.frames.slice(-10) })),
      };
}
