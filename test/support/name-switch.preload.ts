import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import { existsSync, readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { getSystemErrorMap } from 'node:util';

/**
 * Loaded into a process by `--import`: it has names of one domain resolve to
 * 127.0.0.1, or not at all, as a test turns it (`NameSwitch`). `dns.lookup` is
 * what `net`, `tls`, `http`, `fetch` and `dgram` ask unless told otherwise.
 * `dns.resolve` and a `lookup` of a caller's own are not concerned.
 */
const domain = process.env['NAME_SWITCH_DOMAIN'] ?? '';
/** While this file exists names fail, with the code that it begins with: all, or those of the vendors that follow. */
const file = process.env['NAME_SWITCH_FILE'] ?? '';

const ADDRESS = '127.0.0.1';

type Callback = (
  error: NodeJS.ErrnoException | null,
  address?: string | LookupAddress[],
  family?: number,
) => void;

const { lookup } = dns;
const { lookup: lookupPromise } = dns.promises;

function isOurs(name: unknown): name is string {
  return (
    domain !== '' &&
    typeof name === 'string' &&
    name.toLowerCase().endsWith(`.${domain}`)
  );
}

/** The error of a name that is not found, as `getaddrinfo` gives it; `undefined` while names resolve. */
function failureOf(hostname: string): NodeJS.ErrnoException | undefined {
  if (!existsSync(file)) return undefined;
  const [code = '', ...vendors] = readFileSync(file, 'utf8').split(/\s+/);
  const [vendor = ''] = hostname.toLowerCase().split('.');
  if (vendors.length > 0 && !vendors.includes(vendor)) return undefined;
  const errno = [...getSystemErrorMap()].find(([, [name]]) => name === code);
  return Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), {
    errno: errno?.[0] ?? -3008,
    code,
    syscall: 'getaddrinfo',
    hostname,
  });
}

function isAll(options: unknown): boolean {
  return (
    typeof options === 'object' &&
    options !== null &&
    'all' in options &&
    options.all === true
  );
}

function switchedLookup(
  hostname: string,
  options: unknown,
  callback: Callback,
): void {
  const failure = failureOf(hostname);
  process.nextTick(() => {
    if (failure) callback(failure);
    else if (isAll(options)) callback(null, [{ address: ADDRESS, family: 4 }]);
    else callback(null, ADDRESS, 4);
  });
}

Reflect.set(dns, 'lookup', (...args: unknown[]): void => {
  const [hostname, options] = args;
  const callback = args.at(-1);
  if (isOurs(hostname) && typeof callback === 'function') {
    switchedLookup(hostname, options, (...result) => {
      Reflect.apply(callback, undefined, result);
    });
  } else {
    Reflect.apply(lookup, dns, args);
  }
});

Reflect.set(
  dns.promises,
  'lookup',
  async (hostname: string, options: LookupOptions = {}) => {
    if (!isOurs(hostname)) return lookupPromise(hostname, options);
    const failure = failureOf(hostname);
    if (failure) throw failure;
    const found = { address: ADDRESS, family: 4 };
    return isAll(options) ? [found] : found;
  },
);

syncBuiltinESMExports();
