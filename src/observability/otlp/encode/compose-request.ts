import type { Octets } from './proto-writer.js';
import type { SharedBlock } from './shared-block.js';

/** An encoded record, with what it shares with others. */
export interface Enveloped {
  readonly resource: SharedBlock;
  readonly scope: SharedBlock;
  /** A whole field of the scope's message, tag and length included. */
  readonly octets: Octets;
}

/** The fields that hold resources in a request, and scopes in a resource: alike in traces, logs and metrics. */
const RESOURCES = 0x0a;
const SCOPES = 0x12;

interface ScopeGroup {
  readonly block: SharedBlock;
  readonly records: Octets[];
  bytes: number;
}

/**
 * A request of OTLP of records grouped by resource and scope: their bytes put behind each other.
 *
 * @param resourceOf the resource of a record, as bytes
 */
export function composeRequest<T extends Omit<Enveloped, 'resource'>>(
  records: readonly T[],
  resourceOf: (record: T) => SharedBlock,
): Buffer {
  const resources = [...grouped(records, resourceOf)].map(([block, scopes]) => {
    let bytes = block.octets.length;
    for (const scope of scopes.values()) {
      bytes += framed(scope.bytes);
    }
    return { block, bytes, scopes };
  });
  const total = resources.reduce((sum, { bytes }) => sum + framed(bytes), 0);
  const request = Buffer.allocUnsafe(total);
  let position = 0;
  const put = (part: Octets): void => {
    position += request.write(part, position, 'latin1');
  };
  for (const { block, bytes, scopes } of resources) {
    position = putHead(request, position, RESOURCES, bytes);
    put(block.octets);
    for (const scope of scopes.values()) {
      position = putHead(request, position, SCOPES, scope.bytes);
      put(scope.block.octets);
      scope.records.forEach(put);
    }
  }
  return request;
}

function grouped<T extends Omit<Enveloped, 'resource'>>(
  records: readonly T[],
  resourceOf: (record: T) => SharedBlock,
): Map<SharedBlock, Map<SharedBlock, ScopeGroup>> {
  const groups = new Map<SharedBlock, Map<SharedBlock, ScopeGroup>>();
  for (const record of records) {
    const { scope, octets } = record;
    const resource = resourceOf(record);
    let scopes = groups.get(resource);
    if (scopes === undefined) {
      scopes = new Map();
      groups.set(resource, scopes);
    }
    let group = scopes.get(scope);
    if (group === undefined) {
      group = { block: scope, records: [], bytes: scope.octets.length };
      scopes.set(scope, group);
    }
    group.records.push(octets);
    group.bytes += octets.length;
  }
  return groups;
}

/** Bytes of a message with its tag and length before it. */
function framed(bytes: number): number {
  let lengthBytes = 1;
  for (let rest = bytes; rest > 0x7f; rest >>>= 7) {
    lengthBytes += 1;
  }
  return 1 + lengthBytes + bytes;
}

function putHead(
  request: Buffer,
  position: number,
  tag: number,
  length: number,
): number {
  let at = position;
  request[at++] = tag;
  let rest = length;
  while (rest > 0x7f) {
    request[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  request[at++] = rest;
  return at;
}
