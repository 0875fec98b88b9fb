const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** A count. */
export function count(value: number): string {
  return whole.format(value);
}

/** A count of things, in words. */
export function counted(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A number with at most two decimals. */
export function number(value: number): string {
  return short.format(value);
}

/** A duration given in milliseconds, in the unit that reads best. */
export function duration(ms: number): string {
  const size = Math.abs(ms);
  if (size < 0.001) return '0 ms';
  if (size < 1) return `${(ms * 1_000).toFixed(0)} µs`;
  if (size < 10) return `${ms.toFixed(2)} ms`;
  if (size < 1_000) return `${ms.toFixed(1)} ms`;
  if (size < 60_000) return `${(ms / 1_000).toFixed(2)} s`;
  return `${(ms / 60_000).toFixed(1)} min`;
}

/** A duration given in milliseconds, as short as an axis needs it. */
export function shortDuration(ms: number): string {
  const [value, unit] =
    ms < 1 && ms > 0
      ? [ms * 1_000, 'µs']
      : ms < 1_000
        ? [ms, 'ms']
        : [ms / 1_000, 's'];
  return `${number(Number(value.toPrecision(3)))} ${unit}`;
}

/** A number of bytes, in powers of 1,024. */
export function bytes(value: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let size = value;
  let unit = 0;
  while (size >= 1_024 && unit < units.length - 1) {
    size /= 1_024;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** A share, as a percentage. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}
