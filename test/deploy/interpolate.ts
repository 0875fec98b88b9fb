type Variables = Readonly<Record<string, string>>;

/**
 * Replaces `${NAME}`, `${NAME:-default}` and `${NAME:+replacement}`, nested too, as Docker Compose does.
 * Source: Compose specification, "Interpolation".
 */
export function interpolate(text: string, variables: Variables): string {
  let result = '';
  let rest = text;
  for (;;) {
    const start = rest.indexOf('${');
    if (start < 0) {
      return result + rest;
    }
    const end = closingBrace(rest, start + 2);
    result += rest.slice(0, start);
    result += expand(rest.slice(start + 2, end), variables);
    rest = rest.slice(end + 1);
  }
}

function expand(expression: string, variables: Variables): string {
  const [, name = '', operator, operand = ''] =
    /^([A-Z_][A-Z0-9_]*)(?:(:[-+])(.*))?$/s.exec(expression) ?? [];
  if (name === '') {
    throw new Error(`\${${expression}} is not understood`);
  }
  const value = variables[name] ?? '';
  if (operator === ':-') {
    return value === '' ? interpolate(operand, variables) : value;
  }
  if (operator === ':+') {
    return value === '' ? '' : interpolate(operand, variables);
  }
  return value;
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let index = from; index < text.length; index += 1) {
    if (text.startsWith('${', index)) {
      depth += 1;
    } else if (text[index] === '}') {
      depth -= 1;
      if (depth === 0) {
        return index;
      }
    }
  }
  throw new Error(`A brace is not closed in ${text}`);
}
