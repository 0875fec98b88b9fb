import { ContextLevels } from './context-levels.js';

describe('levels of contexts', () => {
  it('names one exactly before it matches patterns, the longest of these first', () => {
    const levels = new ContextLevels({
      '*': 'fatal',
      'Router*': 'warn',
      'RouterExp*': 'debug',
      RouterExplorer: 'error',
    });
    expect(levels.of('RouterExplorer')).toBe('error');
    expect(levels.of('RouterExporter')).toBe('debug');
    expect(levels.of('routerx')).toBe('warn');
    expect(levels.of('Database')).toBe('fatal');
    expect(levels.of(undefined)).toBeUndefined();
    expect(new ContextLevels().of('Database')).toBeUndefined();
  });

  it('does not grow with the contexts that calls invent', () => {
    const levels = new ContextLevels({ 'A*': 'debug' });
    for (let call = 0; call < 5000; call += 1) {
      levels.of(`B${String(call)}`);
    }
    const known: unknown = Reflect.get(levels, 'known');
    expect(known instanceof Map && known.size <= 1000).toBe(true);
    expect(levels.of('A1')).toBe('debug');
  });
});
