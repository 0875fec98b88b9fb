import { isDeepStrictEqual, types } from 'node:util';

/** Objects looked into. */
const MAX_OBJECTS = 500;
/** Properties looked at of each. */
const MAX_KEYS = 500;

type Properties = readonly (readonly [PropertyKey, PropertyDescriptor])[];

/** What an object is made of, by reference; its getters are not called. */
interface Shape {
  readonly prototype: unknown;
  readonly extensible: boolean;
  readonly keys: number;
  readonly properties: Properties;
}

/** What a value and the objects in it are made of; proxies aside, which may answer what they like. */
export class Snapshot {
  private readonly shapes = new Map<object, Shape>();

  constructor(value: unknown) {
    const pending: unknown[] = [value];
    while (pending.length > 0 && this.shapes.size < MAX_OBJECTS) {
      const next = pending.shift();
      if (!isOpen(next) || this.shapes.has(next)) {
        continue;
      }
      const shape = shapeOf(next);
      this.shapes.set(next, shape);
      pending.push(...shape.properties.map(([, { value: inner }]) => inner));
    }
  }

  /** Whether everything is as it was. */
  isUnchanged(): boolean {
    return [...this.shapes].every(([object, shape]) =>
      isSame(shape, shapeOf(object)),
    );
  }
}

function isOpen(value: unknown): value is object {
  return (
    ((typeof value === 'object' && value !== null) ||
      typeof value === 'function') &&
    !types.isProxy(value) &&
    !ArrayBuffer.isView(value)
  );
}

function shapeOf(object: object): Shape {
  const keys = Reflect.ownKeys(object);
  return {
    prototype: Object.getPrototypeOf(object),
    extensible: Object.isExtensible(object),
    keys: keys.length,
    properties: keys
      .slice(0, MAX_KEYS)
      .map((key) => [key, Object.getOwnPropertyDescriptor(object, key) ?? {}]),
  };
}

function isSame(before: Shape, after: Shape): boolean {
  return (
    before.prototype === after.prototype &&
    before.extensible === after.extensible &&
    before.keys === after.keys &&
    before.properties.every(([key, property], index) => {
      const [otherKey, other] = after.properties[index] ?? ['', {}];
      return (
        key === otherKey &&
        Object.is(property.value, other.value) &&
        property.get === other.get &&
        property.set === other.set &&
        isDeepStrictEqual(flags(property), flags(other))
      );
    })
  );
}

function flags(property: PropertyDescriptor): unknown {
  const { enumerable, writable, configurable } = property;
  return { enumerable, writable, configurable };
}
