import { Session } from 'node:inspector/promises';

/** What a probed process answers to `usage`. */
export interface Usage {
  /** CPU time of the whole process, workers and collector included, in microseconds. */
  readonly cpuUs: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
}

let session: Session | undefined;

/** Answers the bench from inside a program under test, whose own code knows nothing of it: loaded by `node --import`. */
process.on('message', (question) => {
  void answer(question);
});
// The program decides when it ends, not the channel.
process.channel?.unref();

async function answer(question: unknown): Promise<void> {
  switch (question) {
    case 'usage':
      process.send?.(usage());
      break;
    case 'collect':
      globalThis.gc?.();
      process.send?.(usage());
      break;
    case 'profile':
      session = new Session();
      session.connect();
      await session.post('Profiler.enable');
      await session.post('Profiler.start');
      process.send?.('profiling');
      break;
    case 'profiled':
      process.send?.(await session?.post('Profiler.stop'));
      break;
    default:
  }
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpuUs: user + system, rssBytes: rss, heapBytes: heapUsed };
}
