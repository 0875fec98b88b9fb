import { types } from 'node:util';
import {
  CATCH_WATERMARK,
  CONTROLLER_WATERMARK,
  INJECTABLE_WATERMARK,
} from '@nestjs/common/internal';

const WATERMARKS = [
  INJECTABLE_WATERMARK,
  CONTROLLER_WATERMARK,
  CATCH_WATERMARK,
];

/**
 * Whether an instance is one of the application's: of a class with `@Injectable()`, `@Controller()` or `@Catch()`, its
 * own or inherited, that no library exports. Values of factories without such a class, proxies and objects that take no
 * further properties (frozen, sealed) are left alone.
 */
export function isTraceable(
  instance: unknown,
  libraries: ReadonlySet<unknown>,
): instance is object {
  if (
    typeof instance !== 'object' ||
    instance === null ||
    types.isProxy(instance) ||
    !Object.isExtensible(instance)
  ) {
    return false;
  }
  const constructor: unknown = Reflect.getPrototypeOf(instance)?.constructor;
  return (
    typeof constructor === 'function' &&
    !libraries.has(constructor) &&
    WATERMARKS.some((watermark) => Reflect.hasMetadata(watermark, constructor))
  );
}
