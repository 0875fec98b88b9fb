import type { TraceAnswer } from '../../query/query.types.js';
import { memberOf } from '../../store/members.js';
import { CopyButton } from '../parts/copy-button.js';

/** The request's ids, as each console asks for them. */
export function IdsBar({ trace }: { readonly trace: TraceAnswer }) {
  const [request] = trace.requests;
  const spanId = request?.spanId ?? null;
  const uuid = memberOf(trace.rollbar.items[0]?.data, 'uuid');
  const ids = [
    ['Honeycomb', trace.traceId],
    ['X-Ray', trace.xrayTraceId],
    [
      'CloudWatch',
      spanId === null ? trace.xrayTraceId : `${trace.xrayTraceId}@${spanId}`,
    ],
    ['Rollbar', typeof uuid === 'string' ? uuid : 'no occurrence'],
  ] as const;
  return (
    <dl class="ids">
      {ids.map(([vendor, id]) => (
        <div key={vendor}>
          <dt>{vendor}</dt>
          <dd>
            <code>{id}</code>
            {id !== 'no occurrence' && (
              <CopyButton text={id} what={`the id for ${vendor}`} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
