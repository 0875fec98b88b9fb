/** What is kept for a Fastify instance, or for the one it is encapsulated in: Fastify makes one the prototype of the other. */
export function ofInstance<T>(
  kept: WeakMap<object, T>,
  fastify: object,
): T | undefined {
  for (
    let instance: unknown = fastify;
    typeof instance === 'object' && instance !== null;
    instance = Reflect.getPrototypeOf(instance)
  ) {
    const value = kept.get(instance);
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}
