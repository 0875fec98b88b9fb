import { z } from 'zod';
import { decodeRequest } from './decode-request.js';

const span = z.looseObject({
  name: z.string(),
  attributes: z.array(
    z.looseObject({
      key: z.string(),
      value: z.looseObject({ stringValue: z.string().optional() }),
    }),
  ),
});
const request = z.object({
  resourceSpans: z.array(
    z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) }),
  ),
});

export type DecodedSpan = z.output<typeof span>;

/** The spans of a request, from all resources and scopes. */
export function decodedSpans(bytes: Uint8Array): readonly DecodedSpan[] {
  return request
    .parse(decodeRequest(bytes))
    .resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) => spans),
    );
}
