import { z } from 'zod';

/**
 * An object schema that takes any body: what is no JSON object (nothing, null, an array, a string) is read as an empty
 * one, so that its fields are missing, and their blank codes are the answer. Unknown fields are ignored.
 */
export function jsonBody<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess(
    (body) =>
      typeof body === 'object' && body !== null && !Array.isArray(body)
        ? body
        : {},
    z.object(shape),
  );
}
