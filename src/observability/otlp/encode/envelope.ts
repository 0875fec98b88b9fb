import type { Attributes } from '@opentelemetry/api';
import type { InstrumentationScope } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import { type EncodeLimits, writeAttributes } from './attributes.js';
import { ProtoWriter } from './proto-writer.js';
import { SharedBlock } from './shared-block.js';
import { MAX_VALUE_BYTES, writeText } from './text.js';

const LIMITS: EncodeLimits = {
  maxTextBytes: MAX_VALUE_BYTES,
  maxBytes: 256 * 1024,
};

/** A scope, with what newer releases of OpenTelemetry's SDK give it. */
export type Scope = InstrumentationScope & {
  readonly attributes?: Attributes;
  readonly droppedAttributesCount?: number;
};

const resources = new WeakMap<Resource, SharedBlock>();
const scopes = new WeakMap<Scope, SharedBlock>();
const writer = new ProtoWriter();

/**
 * The fields `resource` and `schema_url` of `ResourceSpans`, which `ResourceLogs` numbers alike. Written once, unless
 * attributes are still being found out: then for each call anew.
 */
export function resourceBlock(resource: Resource): SharedBlock {
  const known = resources.get(resource);
  if (known !== undefined) {
    return known;
  }
  const block = written(resource.schemaUrl, () => {
    writeAttributes(writer, 0x0a, resource.attributes, LIMITS);
  });
  if (resource.asyncAttributesPending !== true) {
    resources.set(resource, block);
  }
  return block;
}

/** The fields `scope` and `schema_url` of `ScopeSpans`, which `ScopeLogs` numbers alike. */
export function scopeBlock(scope: Scope): SharedBlock {
  const known = scopes.get(scope);
  if (known !== undefined) {
    return known;
  }
  const { name, version, attributes, droppedAttributesCount } = scope;
  const block = written(scope.schemaUrl, () => {
    writer.byte(0x0a);
    writeText(writer, name, MAX_VALUE_BYTES);
    if (version !== undefined && version !== '') {
      writer.byte(0x12);
      writeText(writer, version, MAX_VALUE_BYTES);
    }
    writeAttributes(writer, 0x1a, attributes, LIMITS);
    if (droppedAttributesCount !== undefined && droppedAttributesCount > 0) {
      writer.byte(0x20);
      writer.varint(droppedAttributesCount);
    }
  });
  scopes.set(scope, block);
  return block;
}

function written(
  schemaUrl: string | undefined,
  fields: () => void,
): SharedBlock {
  writer.reset();
  writer.byte(0x0a);
  const start = writer.begin();
  fields();
  writer.end(start);
  if (schemaUrl !== undefined && schemaUrl !== '') {
    writer.byte(0x1a);
    writeText(writer, schemaUrl, MAX_VALUE_BYTES);
  }
  return SharedBlock.of(writer.octets());
}
