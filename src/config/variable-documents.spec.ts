import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { configVariables } from './config-variables.js';
import {
  readVariableRows,
  renderEnvExample,
  renderVariablesTable,
  variableRows,
  withVariablesTable,
} from './variable-documents.js';

function pathOf(file: string): string {
  return fileURLToPath(new URL(`../../${file}`, import.meta.url));
}

function read(file: string): string {
  return readFileSync(pathOf(file), 'utf8');
}

/** Compared with the files as they are; `npm run docs` writes them. */
describe('the documentation of the variables', () => {
  it.each(['README.md', 'docs/configuration.md'])(
    '%s has the table of this release',
    async (file) => {
      const text = withVariablesTable(
        read(file),
        renderVariablesTable(configVariables),
      );
      const options = await resolveConfig(pathOf(file));
      await expect(
        await format(text, { ...options, parser: 'markdown' }),
      ).toMatchFileSnapshot(pathOf(file));
    },
  );

  it('.env.example is that of this release', async () => {
    await expect(renderEnvExample(configVariables)).toMatchFileSnapshot(
      pathOf('.env.example'),
    );
  });

  it('.env.example sets nothing as it stands, and every default once uncommented', () => {
    const text = read('.env.example');
    expect(parseEnv(text)).toEqual({});
    const uncommented = text.replaceAll(/^# (?=[A-Z][A-Z0-9_]*=)/gm, '');
    expect(parseEnv(uncommented)).toEqual(
      Object.fromEntries(
        configVariables.map((variable) => [
          variable.name,
          variable.default ?? '',
        ]),
      ),
    );
  });

  it('a table is read back as it was rendered, aligned or not', () => {
    const table = renderVariablesTable(configVariables);
    const padded = table.replaceAll(' | ', '   |  ');
    for (const text of [table, padded]) {
      expect(
        readVariableRows(
          `<!-- variables:start -->\n\n${text}\n\n<!-- variables:end -->`,
        ),
      ).toEqual(variableRows(configVariables));
    }
  });
});
