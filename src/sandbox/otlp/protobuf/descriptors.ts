import type { IType } from 'protobufjs/light.js';

/**
 * One field: its type and number. A leading `*` on the type marks it
 * repeated; a third element names the oneof it belongs to.
 */
type FieldSpec = readonly [type: string, id: number, oneof?: string];

/** Builds the descriptor of a proto3 message from its fields. */
export function message(fields: Readonly<Record<string, FieldSpec>>): IType {
  const descriptor: IType = { fields: {} };
  const oneofs: Record<string, { oneof: string[] }> = {};
  for (const [name, [type, id, oneof]] of Object.entries(fields)) {
    const repeated = type.startsWith('*');
    descriptor.fields[name] = repeated
      ? { rule: 'repeated', type: type.slice(1), id }
      : { type, id };
    if (oneof !== undefined) {
      (oneofs[oneof] ??= { oneof: [] }).oneof.push(name);
    }
  }
  if (Object.keys(oneofs).length > 0) descriptor.oneofs = oneofs;
  return descriptor;
}
