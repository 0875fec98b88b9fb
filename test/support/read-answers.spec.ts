import { readAnswers } from './read-answers.js';

const head = (fields: string, status = '200 OK'): string =>
  `HTTP/1.1 ${status}\r\n${fields}\r\n\r\n`;

describe('responses read off a connection', () => {
  it.each([
    ['by length', `${head('content-length: 2')}hi`, 'hi', true],
    [
      'by length in bytes',
      `${head('content-length: 3')}\u00E2\u0082\u00AC`,
      '€',
      true,
    ],
    [
      'in chunks',
      `${head('transfer-encoding: chunked')}2\r\nhi\r\n1\r\n!\r\n0\r\n\r\n`,
      'hi!',
      true,
    ],
    ['without a body', head('x: 1', '204 No Content'), '', true],
    ['cut off', `${head('content-length: 5')}hi`, 'hi', false],
    [
      'cut off in chunks',
      `${head('transfer-encoding: chunked')}2\r\nhi\r\n5\r\nthe`,
      'hi',
      false,
    ],
  ])('have their bodies %s', (_, bytes, body, complete) => {
    const [answer] = readAnswers(bytes, true);
    expect(answer).toMatchObject({ body, complete });
  });

  it('are told apart, and not counted before they are whole', () => {
    const bytes = [
      head('x: 1', '100 Continue'),
      `${head('content-length: 2')}hi`,
      `${head('content-length: 9', '404 Not Found')}half`,
    ].join('');
    const statuses = (closed: boolean): number[] =>
      readAnswers(bytes, closed).map(({ status }) => status);

    expect(statuses(false)).toEqual([100, 200]);
    expect(statuses(true)).toEqual([100, 200, 404]);
  });

  it('tell their trace, and whether it is sampled', () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const answers = ['00', '01', '02', '03'].map((flags) =>
      readAnswers(
        head(
          `content-length: 0\r\ntraceparent: 00-${traceId}-b7ad6b7169203331-${flags}`,
        ),
        true,
      ).at(0),
    );
    expect(answers.map((answer) => answer?.traceId)).toEqual(
      answers.map(() => traceId),
    );
    expect(answers.map((answer) => answer?.sampled)).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});
