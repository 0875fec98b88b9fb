import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crashOnCommand } from '../support/crash-preload.js';
import { field } from '../support/field.js';
import { useProcessBench } from '../support/process-bench.js';

/** Fails in the built application's own code. */
const FAILURE = `void import(${JSON.stringify(pathToFileURL(resolve('dist/bundle/create-otlp-transport.js')).href)})
  .then(({ createOtlpTransport }) => createOtlpTransport({}, undefined))`;

describe('an error in the built application', { timeout: 60_000 }, () => {
  const bench = useProcessBench();

  it.each([
    ['as it is', []],
    ['with --enable-source-maps', ['--enable-source-maps']],
  ])(
    'run %s is told where it stands in its source',
    async (_name, parameters) => {
      const app = bench.run([...crashOnCommand(FAILURE), ...parameters]);
      await app.origin('API');
      app.signal('SIGUSR2');
      expect(await app.exit).toBe(1);

      const [item] = bench.sandbox.store.items();
      expect(item?.data['server']).toMatchObject({ root: resolve('.') });
      const chain = field(item?.data, 'body', 'trace_chain', '0');
      expect(chain).toMatchObject({ exception: { class: 'TypeError' } });
      expect(field(chain, 'frames')).toContainEqual(
        expect.objectContaining({
          filename: resolve('src/observability/logging/otlp/otlp-logs.sink.ts'),
          method: expect.stringContaining('OtlpLogsSink'),
          code: expect.stringContaining('deliveries.open<'),
          context: {
            pre: expect.arrayContaining(['  ) {']),
            post: expect.arrayContaining(["      name: 'otlp-logs',"]),
          },
        }),
      );
    },
  );
});
