/** What stands before every document. Source: AWS X-Ray developer guide, "Sending segment documents to the X-Ray daemon". */
const HEADER = Buffer.from('{"format":"json","version":1}\n');

/** A datagram for the daemon: one header, one document. */
export function datagramOf(document: string): Buffer {
  return Buffer.concat([HEADER, Buffer.from(document)]);
}
