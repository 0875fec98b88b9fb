import { z } from 'zod';
import { readAnyValue, readKeyValues } from './any-value.js';
import { field, text } from './scalars.js';

/** `AnyValue`, absent as `null`. */
export const anyValue = z
  .unknown()
  .optional()
  .transform((raw) =>
    raw === undefined || raw === null ? null : readAnyValue(raw),
  );

/** A list of attributes in wire order. */
export const keyValues = z
  .unknown()
  .optional()
  .transform((raw) => readKeyValues(raw));

/** The resource of a batch, absent as one without attributes. */
export const resource = field(z.object({ attributes: keyValues }), {
  attributes: [],
});

/** The instrumentation scope of a batch, absent as an unnamed one. */
export const scope = field(
  z.object({ name: text, version: text, attributes: keyValues }),
  { name: '', version: '', attributes: [] },
);
