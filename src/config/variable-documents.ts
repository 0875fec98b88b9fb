import type { ConfigVariable } from './config-variables.js';

const HEADINGS = ['Variable', 'Default', 'Value', 'What it does'];
const ENV_EXAMPLE_INTRODUCTION = `\
# Every variable the application reads, with its default. Copy this file to .env and take the # off what you change.
# A variable of the process environment wins over this file, and an empty one counts as unset.
# AWS credentials are found as the AWS SDK finds them (AWS_ACCESS_KEY_ID, AWS_PROFILE, a role); they may stand here too.`;

/** The cells of the documentation's table: a heading row, then one row a variable. */
export function variableRows(variables: readonly ConfigVariable[]): string[][] {
  const rows = variables.map((variable) => [
    `\`${variable.name}\``,
    variable.default === undefined
      ? (variable.computedDefault ?? '–')
      : `\`${variable.default}\``,
    `${variable.format}${variable.secret ? ' (secret)' : ''}`,
    variable.description,
  ]);
  return [HEADINGS, ...rows].map((row) => row.map(escapeCell));
}

/** The same as a Markdown table. */
export function renderVariablesTable(
  variables: readonly ConfigVariable[],
): string {
  const [headings = [], ...rows] = variableRows(variables);
  return [headings, headings.map(() => '---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

const TABLE = /(<!-- variables:start -->\n\n).*?(\n\n<!-- variables:end -->)/s;

/** A Markdown text with the table between its marks replaced. */
export function withVariablesTable(markdown: string, table: string): string {
  return markdown.replace(
    TABLE,
    (_all, start: string, end: string) => `${start}${table}${end}`,
  );
}

/** The cells of the table between `<!-- variables:start -->` and `<!-- variables:end -->`, however it is aligned. */
export function readVariableRows(markdown: string): string[][] {
  const table =
    /<!-- variables:start -->(.*)<!-- variables:end -->/s.exec(markdown)?.[1] ??
    '';
  return table
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** The text of `.env.example`. */
export function renderEnvExample(variables: readonly ConfigVariable[]): string {
  const sections = new Set(variables.map(({ section }) => section));
  const blocks = [...sections].map((section) =>
    [
      `## ${section}`,
      ...variables
        .filter((variable) => variable.section === section)
        .map(envExampleEntry),
    ].join('\n\n'),
  );
  return `${[ENV_EXAMPLE_INTRODUCTION, ...blocks].join('\n\n')}\n`;
}

function envExampleEntry(variable: ConfigVariable): string {
  const computed = variable.computedDefault
    ? ` Default: ${variable.computedDefault}.`
    : '';
  const lines = [
    `# ${variable.description}`,
    `# Value: ${variable.format}.${computed}`,
    `# ${variable.name}=${variable.default ?? ''}`,
  ];
  return lines.join('\n').replaceAll('`', '');
}

function escapeCell(cell: string): string {
  return cell.replaceAll('|', '\\|');
}
