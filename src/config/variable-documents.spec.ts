import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { configVariables } from './config-variables.js';
import {
  readVariableRows,
  renderEnvExample,
  renderVariablesTable,
  variableRows,
} from './variable-documents.js';

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

describe('the documentation of the variables', () => {
  it.each(['README.md', 'docs/configuration.md'])(
    '%s has the table of this release',
    (path) => {
      expect(readVariableRows(read(path))).toEqual(
        variableRows(configVariables),
      );
    },
  );

  it('.env.example is that of this release', () => {
    expect(read('.env.example')).toBe(renderEnvExample(configVariables));
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
