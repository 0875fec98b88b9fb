import { MAX_SIBLINGS } from './fold/run-sibling.js';
import { isTraceable } from './is-traceable.js';
import { libraryClasses } from './library-classes.js';
import type { MethodTraceOptions } from './method-trace.options.js';
import { traceableMethods } from './traceable-methods.js';
import { tracedMethod } from './traced-method.js';

/**
 * Makes the methods of an application's controllers, guards, interceptors, pipes, filters and providers spans named
 * `Class.method`, for `NestFactory.create(…, { instrument: { instanceDecorator: traceInstances() } })`. A call has a span
 * only inside a trace that is recorded. No class is changed: each instance gets its traced methods as properties of its
 * own, which are not enumerable, so `super.method()` reaches the method as it was written.
 *
 * @throws RangeError when `maxSiblings` is not a whole number from 1
 */
export function traceInstances({
  exclude = [],
  maxSiblings = MAX_SIBLINGS,
  libraries: furtherLibraries = [],
}: MethodTraceOptions = {}): (instance: unknown) => unknown {
  if (!Number.isInteger(maxSiblings) || maxSiblings < 1) {
    throw new RangeError('maxSiblings must be a whole number from 1');
  }
  const libraries = libraryClasses(furtherLibraries);
  const known = new WeakMap<object, ReadonlyMap<string, PropertyDescriptor>>();

  const tracedMethods = (
    prototype: object,
  ): ReadonlyMap<string, PropertyDescriptor> => {
    const properties = new Map<string, PropertyDescriptor>();
    for (const [key, method] of traceableMethods(prototype, libraries)) {
      const name = `${prototype.constructor.name}.${key}`;
      if (!exclude.some((pattern) => name.search(pattern) !== -1)) {
        properties.set(key, {
          value: tracedMethod(name, method, maxSiblings),
          configurable: true,
          enumerable: false,
          writable: true,
        });
      }
    }
    known.set(prototype, properties);
    return properties;
  };

  return (instance) => {
    if (isTraceable(instance, libraries)) {
      const prototype = Reflect.getPrototypeOf(instance) ?? Object.prototype;
      const properties = known.get(prototype) ?? tracedMethods(prototype);
      for (const [key, property] of properties) {
        if (!Object.hasOwn(instance, key)) {
          Object.defineProperty(instance, key, property);
        }
      }
    }
    return instance;
  };
}
