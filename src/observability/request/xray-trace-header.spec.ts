import { parseXRayTraceHeader } from './xray-trace-header.js';

const root = '1-5759e988-bd862e3fe1be46a994272793';
const traceId = '5759e988bd862e3fe1be46a994272793';
const parent = '53995c3f42cd8ad8';

describe('parseXRayTraceHeader', () => {
  it.each([
    ['Root alone, as a load balancer sends it', `Root=${root}`, { traceId }],
    [
      'all three fields',
      `Root=${root};Parent=${parent};Sampled=1`,
      { traceId, parentId: parent, sampled: true },
    ],
    [
      'a refusal',
      `Root=${root};Parent=${parent};Sampled=0`,
      { traceId, parentId: parent, sampled: false },
    ],
    ['a question', `Root=${root};Sampled=?`, { traceId }],
    [
      'Self and unknown fields in any order',
      `Self=1-67891234-12456789abcdef012345678;Lineage=a:1;Root=${root};CalledFrom=app`,
      { traceId },
    ],
    [
      'upper case and blanks',
      ` ROOT=${root.toUpperCase()} ; PARENT=${parent.toUpperCase()} `,
      { traceId, parentId: parent },
    ],
    ['a malformed parent', `Root=${root};Parent=nonsense`, { traceId }],
    [
      'the first of two roots',
      `Root=${root};Root=1-00000001-000000000000000000000001`,
      { traceId },
    ],
  ])('reads %s', (_, header, expected) => {
    expect(parseXRayTraceHeader(header)).toEqual(expected);
  });

  it.each([
    ['nothing', ''],
    ['another version', root.replace('1-', '2-')],
    ['no root', `Parent=${parent};Sampled=1`],
    ['a short root', 'Root=1-5759e988-bd862e3fe1be46a99427279'],
    ['a root of zeros', 'Root=1-00000000-000000000000000000000000'],
    ['letters beyond f', 'Root=1-5759e98g-bd862e3fe1be46a994272793'],
    ['a root behind 1,024 characters', `${'x'.repeat(1024)};Root=${root}`],
  ])('refuses %s', (_, header) => {
    expect(parseXRayTraceHeader(header)).toBeUndefined();
  });
});
