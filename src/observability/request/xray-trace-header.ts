/** What an `X-Amzn-Trace-Id` header says. */
export interface XRayTraceHeader {
  /** As a W3C trace id: 32 hexadecimal digits. */
  readonly traceId: string;
  /** The caller's segment id; absent when a load balancer started the trace. */
  readonly parentId?: string;
  /** Absent for `Sampled=?` (the decision is asked for) and when nothing was said. */
  readonly sampled?: boolean;
}

const ROOT = /^1-([0-9a-f]{8})-([0-9a-f]{24})$/;
const PARENT = /^[0-9a-f]{16}$/;

/**
 * Reads the header in the forms that load balancers, API Gateway and SDKs send: `Root` alone, with `Parent`, with
 * `Sampled=0|1|?`, with `Self` and fields unknown to us, in any case and order.
 * Source: AWS X-Ray developer guide, "Tracing header".
 *
 * @returns undefined when there is no well-formed Root
 */
export function parseXRayTraceHeader(
  header: string,
): XRayTraceHeader | undefined {
  const fields = new Map<string, string>();
  for (const part of header.slice(0, 1024).toLowerCase().split(';')) {
    const [key, value, ...rest] = part.trim().split('=');
    if (key && value && rest.length === 0 && !fields.has(key)) {
      fields.set(key, value);
    }
  }
  const root = ROOT.exec(fields.get('root') ?? '');
  const traceId = root === null ? '' : `${root[1] ?? ''}${root[2] ?? ''}`;
  if (!/[1-9a-f]/.test(traceId)) {
    return undefined;
  }
  const parentId = fields.get('parent') ?? '';
  const sampled = fields.get('sampled');
  return {
    traceId,
    ...(PARENT.test(parentId) && /[1-9a-f]/.test(parentId) ? { parentId } : {}),
    ...(sampled === '0' || sampled === '1' ? { sampled: sampled === '1' } : {}),
  };
}
