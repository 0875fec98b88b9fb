import { Controller, type DynamicModule, Get } from '@nestjs/common';

/**
 * Runs before the built application, which it leaves as it is but for one route that fails: the application has none of
 * its own. Answers its parent's questions about memory and handles, which must not be requests that leave telemetry.
 */
class FailingRoutes {
  async fail(): Promise<never> {
    await Promise.resolve();
    throw new RangeError('a request that fails, as it should');
  }
}
// Decorators without their syntax: this file is run as it is, its types stripped.
Controller('faults')(FailingRoutes);
const method = Object.getOwnPropertyDescriptor(FailingRoutes.prototype, 'fail');
Get('fail')(FailingRoutes.prototype, 'fail', method ?? {});

/** Time in which buffers that a collection found unused are given back, in milliseconds. */
const SETTLE_MS = 100;

interface Root {
  forRoot(...parameters: readonly unknown[]): DynamicModule;
}
const { AppModule }: { readonly AppModule: Root } = await import(
  new URL('../../../dist/app.module.js', import.meta.url).href
);
const forRoot = AppModule.forRoot.bind(AppModule);
AppModule.forRoot = (...parameters) => ({
  ...forRoot(...parameters),
  controllers: [FailingRoutes],
});

process.on('message', (question: unknown) => {
  if (question === 'settled') settle();
  else answer();
});

/** Collects garbage twice: the memory of buffers is given back beside the program, some time after a collection. */
function settle(): void {
  globalThis.gc?.();
  setTimeout(() => {
    globalThis.gc?.();
    setTimeout(answer, SETTLE_MS);
  }, SETTLE_MS);
}

function answer(): void {
  const { rss, heapUsed, external } = process.memoryUsage();
  const handles: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo())
    handles[kind] = (handles[kind] ?? 0) + 1;
  process.send?.({ rss, heapUsed, external, handles });
}
// Whoever asks is gone: a run that was broken off leaves no application behind.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();
