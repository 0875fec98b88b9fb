import type { Logger } from 'winston';
import { isLineSink } from '../line/line-sink.js';
import { whileCaptured } from './captured.js';

/**
 * Keeps what a transport of others says by `console`, or as a warning, from becoming another line for that transport: also
 * what it says later, in work that it begins while it writes. This application's own transports say nothing there.
 */
export function guardTransports(winston: Logger): void {
  for (const transport of winston.transports) {
    guard(transport);
  }
  const add: unknown = Reflect.get(winston, 'add');
  if (typeof add !== 'function') {
    return;
  }
  winston.add = (transport) => {
    guard(transport);
    return Reflect.apply(add, winston, [transport]);
  };
}

function guard(transport: object): void {
  const log: unknown = Reflect.get(transport, 'log');
  if (typeof log !== 'function' || isLineSink(transport)) {
    return;
  }
  const guarded = (...args: unknown[]): void => {
    whileCaptured(() => {
      Reflect.apply(log, transport, args);
    });
  };
  // winston knows transports of its second version by their number of parameters.
  Object.defineProperty(guarded, 'length', { value: log.length });
  Reflect.set(transport, 'log', guarded);
}
