import { parentIds, spanIds, traceIds } from './hex-id.js';
import { ProtoWriter } from './proto-writer.js';

const TAG = 0x0a;
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

/** A field of bytes, in hexadecimal digits. */
function field(id: string): string {
  return `0a${(id.length / 2).toString(16).padStart(2, '0')}${id}`;
}

describe.each([
  ['a trace', traceIds, TRACE_ID],
  ['a span', spanIds, 'b7ad6b7169203331'],
  ['a parent', parentIds, '00f067aa0ba902b7'],
])('the id of %s', (_what, ids, id) => {
  const written = (...given: readonly string[]): readonly string[] =>
    given.map((each) => {
      const writer = new ProtoWriter();
      return ids.write(writer, TAG, each)
        ? Buffer.from(writer.octets(), 'latin1').toString('hex')
        : `nothing, ${String(writer.position)} bytes`;
    });
  const other = `${id.slice(2)}ff`;

  it('is written as bytes, one after the other and again', () => {
    expect(written(id, id, other, id)).toEqual([id, id, other, id].map(field));
    expect(written(id.toUpperCase())).toEqual([field(id)]);
  });

  it.each([
    ['nothing', ''],
    ['one that is too short', id.slice(2)],
    ['one that is too long', `${id}00`],
    ['a letter that is no digit', `g${id.slice(1)}`],
    ['a letter of another script', `\u0430${id.slice(1)}`],
    ['a digit of another script', `${id.slice(1)}\uff11`],
  ])('is refused where it is %s', (_kind, wrong) => {
    const none = 'nothing, 0 bytes';
    expect(written(wrong, id, wrong, wrong, id)).toEqual([
      none,
      field(id),
      none,
      none,
      field(id),
    ]);
  });
});
