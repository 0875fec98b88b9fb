import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import typescript from 'typescript';
import { SourceMaps } from './source-maps.js';

const SOURCE = [
  'interface Cart { readonly total: number }',
  '',
  '/** Types and comments are gone once it is compiled. */',
  'export function pay(cart: Cart): never {',
  '  const due: number = cart.total;',
  "  throw new Error('no money: ' + due);",
  '}',
  '',
];

describe('SourceMaps', () => {
  let root: string;
  let maps: SourceMaps;

  /** Compiles the source into `dist`, as the build does; `src` is not there. */
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'source-maps-'));
    maps = new SourceMaps(root);
    await mkdir(join(root, 'dist'));
    const { outputText, sourceMapText = '' } = typescript.transpileModule(
      SOURCE.join('\n'),
      {
        fileName: 'pay.ts',
        compilerOptions: {
          module: typescript.ModuleKind.ESNext,
          target: typescript.ScriptTarget.ES2023,
          removeComments: true,
          sourceMap: true,
          inlineSources: true,
        },
      },
    );
    await writeFile(join(root, 'dist/pay.js'), outputText);
    await writeFile(
      join(root, 'dist/pay.js.map'),
      sourceMapText.replace('"pay.ts"', '"../src/pay.ts"'),
    );
  });

  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  it.each([
    [
      '    at pay (file://ROOT/dist/pay.js:3:11)',
      '    at pay (ROOT/src/pay.ts:6:9)',
    ],
    ['    at file://ROOT/dist/pay.js:3:11', '    at ROOT/src/pay.ts:6:9'],
    [
      '    at async pay (ROOT/dist/pay.js:2:5)',
      '    at async pay (ROOT/src/pay.ts:5:3)',
    ],
  ])('leads from %s to its source', async (line, expected) => {
    expect(await maps.mapped([line.replace('ROOT', root)])).toEqual([
      expected.replace('ROOT', root),
    ]);
  });

  it.each([
    '    at pay (file://ROOT/dist/none.js:3:11)',
    '    at pay (file:///elsewhere/dist/pay.js:3:11)',
    '    at pay (file://ROOT/dist/pay.js)',
    '    at node:internal/process:3:11',
    '    at <anonymous>',
    'no frame',
    '',
  ])('leaves %j as it is', async (line) => {
    const lines = [line.replace('ROOT', root)];
    expect(await maps.mapped(lines)).toEqual(lines);
  });

  it.each([
    ['compiled', '    at pay (file://ROOT/dist/pay.js:3:11)'],
    ['mapped by Node already', '    at pay (file://ROOT/src/pay.ts:6:9)'],
  ])(
    'has the lines of a source that is not there, from a stack %s',
    async (_name, line) => {
      await maps.mapped([line.replace('ROOT', root)]);
      expect(maps.linesAt(`${root}/src/pay.ts`, 6)).toEqual({
        code: SOURCE[5],
        context: { pre: SOURCE.slice(2, 5), post: SOURCE.slice(6, 8) },
      });
      expect(maps.linesAt(`${root}/src/pay.ts`, 99)).toBeUndefined();
      expect(maps.linesAt(`${root}/src/other.ts`, 1)).toBeUndefined();
    },
  );

  it.each([
    '',
    'no JSON',
    '[]',
    '{"mappings":1,"sources":[]}',
    '{"mappings":"!!","sources":[null]}',
  ])('takes %j for no map', async (text) => {
    await writeFile(join(root, 'dist/pay.js.map'), text);
    const lines = [`    at pay (file://${root}/dist/pay.js:3:11)`];
    expect(await maps.mapped(lines)).toEqual(lines);
  });
});
