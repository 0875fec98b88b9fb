/** What a datagram carried, or why it carried nothing. */
export type Datagram =
  { readonly document: string } | { readonly problem: string };

/**
 * Takes the header off a datagram: one JSON line `{"format":"json","version":1}`,
 * then the document (AWS X-Ray developer guide, "Sending segment documents to
 * the X-Ray daemon").
 */
export function readDatagram(bytes: Uint8Array): Datagram {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: 'The datagram is not UTF-8.' };
  }
  const newline = text.indexOf('\n');
  if (newline === -1) {
    return { problem: 'The datagram has no header line.' };
  }
  if (!isHeader(text.slice(0, newline))) {
    return {
      problem: 'The header line must be {"format":"json","version":1}.',
    };
  }
  const document = text.slice(newline + 1);
  return document.trim() === ''
    ? { problem: 'The datagram has no document after its header.' }
    : { document };
}

function isHeader(line: string): boolean {
  try {
    const header: unknown = JSON.parse(line);
    return (
      typeof header === 'object' &&
      header !== null &&
      'format' in header &&
      header.format === 'json' &&
      'version' in header &&
      header.version === 1
    );
  } catch {
    return false;
  }
}
