import { z } from 'zod';

const cpuProfile = z.object({
  profile: z.object({
    nodes: z.array(
      z.object({
        id: z.number(),
        callFrame: z.object({
          functionName: z.string(),
          url: z.string(),
          lineNumber: z.number(),
        }),
      }),
    ),
    samples: z.array(z.number()),
    timeDeltas: z.array(z.number()),
  }),
});

/** A share of a program's busy time. */
interface SelfTime {
  readonly name: string;
  readonly share: number;
}

export interface SelfTimes {
  /** By package, or by part of ours. */
  readonly packages: readonly SelfTime[];
  readonly functions: readonly SelfTime[];
}

/** Where a program spent its time, by V8's sampling profiler; idle time left out. */
export function selfTimes(answer: unknown): SelfTimes {
  const { nodes, samples, timeDeltas } = cpuProfile.parse(answer).profile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    if (frame === undefined || frame.functionName === '(idle)') {
      continue;
    }
    const time = timeDeltas[index] ?? 0;
    const place = placeOf(frame.url);
    total += time;
    add(packages, packageOf(place) || frame.functionName, time);
    add(
      functions,
      `${frame.functionName || '(anonymous)'} ${place}:${String(frame.lineNumber + 1)}`,
      time,
    );
  }
  return {
    packages: shares(packages, total),
    functions: shares(functions, total),
  };
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}

function shares(
  times: ReadonlyMap<string, number>,
  total: number,
): readonly SelfTime[] {
  return [...times]
    .map(([name, time]) => ({ name, share: time / total }))
    .toSorted((one, other) => other.share - one.share);
}

/** A module by its package or by its place in this repository, of which the build is `dist`. */
function placeOf(url: string): string {
  const [, ofPackage] = /^.*\/node_modules\/(.*)$/.exec(url) ?? [];
  return (
    ofPackage ??
    url
      .replace(/^.*\/\.bench\//, '')
      .replace(/^.*\/dist\//, 'src/')
      .replace(/^file:\/\//, '')
  );
}

function packageOf(place: string): string {
  if (place.startsWith('node:')) {
    return 'node';
  }
  const parts = place.split('/');
  const ours = place.startsWith('src/');
  return parts.slice(0, ours ? 4 : place.startsWith('@') ? 2 : 1).join('/');
}
