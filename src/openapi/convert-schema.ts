import { z } from 'zod';

/** A JSON Schema and the named schemas it refers to. */
export interface ConvertedSchema {
  readonly schema: Record<string, unknown>;
  readonly components: Record<string, unknown>;
}

/**
 * A zod schema as OpenAPI 3.1 wants it, which is JSON Schema 2020-12. Schemas with an `id` become components.
 * @param io what comes in before parsing, or what goes out
 */
export function convertSchema(
  schema: z.ZodType,
  io: 'input' | 'output',
): ConvertedSchema {
  const {
    $schema,
    $defs,
    '~standard': _,
    ...converted
  } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
  });
  void $schema;
  return { schema: converted, components: { ...$defs } };
}
