import { Session } from 'node:inspector/promises';
import { selfTimes } from './self-times.js';

function busy(): number {
  const until = performance.now() + 150;
  let turns = 1;
  while (performance.now() < until) {
    turns += Math.sqrt(turns);
  }
  return turns;
}

describe('selfTimes', () => {
  it('names the function that took the time', async () => {
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    expect(busy()).toBeGreaterThan(0);
    const { functions, packages } = selfTimes(
      await session.post('Profiler.stop'),
    );
    session.disconnect();
    expect(
      functions.slice(0, 3).some(({ name }) => name.startsWith('busy ')),
    ).toBe(true);
    for (const list of [functions, packages]) {
      const sum = list.reduce((all, { share }) => all + share, 0);
      expect(sum).toBeCloseTo(1);
    }
  });
});
