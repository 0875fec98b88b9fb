import { registerHooks } from 'node:module';

/** Lets Node run TypeScript sources as they are: `./x.js` is looked for as `./x.ts` in the sandbox and in this suite. */
registerHooks({
  resolve(specifier, context, next) {
    const ours =
      specifier.startsWith('.') &&
      /\/(src\/sandbox|test\/faults)\//.test(context.parentURL ?? '');
    return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
