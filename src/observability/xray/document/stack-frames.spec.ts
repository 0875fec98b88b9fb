import { parseStack } from './stack-frames.js';

const cases: readonly (readonly [string, object])[] = [
  [
    '    at loadUser (file:///srv/app/users.js:10:5)',
    { label: 'loadUser', path: '/srv/app/users.js', line: 10 },
  ],
  [
    '    at async loadUser (file:///srv/app/users.js:10:5)',
    { label: 'async loadUser', path: '/srv/app/users.js', line: 10 },
  ],
  [
    '    at new User (/srv/app/user.cjs:3:11)',
    { label: 'new User', path: '/srv/app/user.cjs', line: 3 },
  ],
  [
    '    at file:///srv/app/main.js:1:1',
    { label: 'anonymous', path: '/srv/app/main.js', line: 1 },
  ],
  [
    '    at async file:///srv/app/main.js:7:3',
    { label: 'async anonymous', path: '/srv/app/main.js', line: 7 },
  ],
  [
    '    at Users.find [as get] (file:///srv/my%20app/users.js?t=1700:4:2)',
    { label: 'Users.find [as get]', path: '/srv/my app/users.js', line: 4 },
  ],
  [
    '    at async Promise.all (index 0)',
    { label: 'async Promise.all', path: 'index 0' },
  ],
  [
    '    at Array.map (<anonymous>)',
    { label: 'Array.map', path: '<anonymous>' },
  ],
  [
    '    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)',
    {
      label: 'process.processTicksAndRejections',
      path: 'node:internal/process/task_queues',
      line: 104,
    },
  ],
  [
    '    at eval (eval at run (file:///srv/app/run.js:8:9), <anonymous>:1:7)',
    { label: 'eval', path: '/srv/app/run.js', line: 8 },
  ],
  [
    '    at run (file:///C:/app/run.js:8:9)',
    { label: 'run', path: 'C:/app/run.js', line: 8 },
  ],
  [
    '    at run (C:\\app\\run.js:8:9)',
    { label: 'run', path: 'C:\\app\\run.js', line: 8 },
  ],
  [
    '    at run (file:///srv/app (copy)/run.js:8:9)',
    { label: 'run', path: '/srv/app (copy)/run.js', line: 8 },
  ],
];

describe('parseStack', () => {
  it.each(cases)('reads %s', (line, frame) => {
    expect(parseStack(`Error: no\n${line}`)).toEqual({
      frames: [frame],
      truncated: 0,
    });
  });

  it('reads the stack of a real error in this ES module', () => {
    const { frames } = parseStack(new Error('here').stack ?? '');

    expect(frames[0]?.path).toMatch(/\/stack-frames\.spec\.ts$/);
    expect(frames[0]?.line).toBeGreaterThan(0);
  });

  it('keeps the innermost 50 frames and counts the others', () => {
    const stack = Array.from(
      { length: 80 },
      (_, index) => `    at f${String(index)} (/a.js:${String(index)}:1)`,
    ).join('\n');

    const { frames, truncated } = parseStack(`Error: deep\n${stack}`);

    expect(frames).toHaveLength(50);
    expect(frames[0]?.label).toBe('f0');
    expect(truncated).toBe(30);
  });

  it('finds no frames in a message of several lines', () => {
    expect(parseStack('Error: first\nlook at this\n  and that').frames).toEqual(
      [],
    );
  });

  it('reads hostile input in linear time', () => {
    const line = `    at ${'eval at ('.repeat(5000)}`;
    const started = performance.now();

    parseStack(`Error\n${`${line}\n`.repeat(50)}`);

    expect(performance.now() - started).toBeLessThan(1000);
  });
});
