import { z } from 'zod';
import { choice } from './choice.format.js';
import { contextLevels } from './context-levels.format.js';

const schema = contextLevels(choice(['info', 'debug']));

describe('levels of contexts', () => {
  it('are read in any spacing and case', () => {
    expect(schema.parse(' Database = DEBUG , Router*=info, ')).toEqual({
      Database: 'debug',
      'Router*': 'info',
    });
  });

  it.each([
    ['debug', 'has no Context=level in debug'],
    ['=debug', 'has no Context=level in =debug'],
    ['A=debug=x', 'has no Context=level in A=debug=x'],
    ['A=info,B=loud', 'has no level in B=loud'],
    ['access=debug', 'names Access, whose lines are written whatever'],
  ])('are not read from %s', (text, problem) => {
    const { error } = schema.safeParse(text);
    expect(z.prettifyError(error ?? new z.ZodError([]))).toContain(problem);
  });
});
