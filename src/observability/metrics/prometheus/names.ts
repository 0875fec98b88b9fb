import { DataPointType, type MetricData } from '@opentelemetry/sdk-metrics';

/** What one metric is called in Prometheus. */
export interface FamilyName {
  /** Without `_total`. */
  readonly base: string;
  /** The unit as it ends the name; empty where there is none. */
  readonly unit: string;
}

/** Source: OpenTelemetry, "Prometheus and OpenMetrics Compatibility", and its UCUM units in words. */
const UNITS: Readonly<Record<string, string>> = {
  d: 'days',
  h: 'hours',
  min: 'minutes',
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
  By: 'bytes',
  KiBy: 'kibibytes',
  MiBy: 'mebibytes',
  GiBy: 'gibibytes',
  KBy: 'kilobytes',
  MBy: 'megabytes',
  GBy: 'gigabytes',
  m: 'meters',
  V: 'volts',
  A: 'amperes',
  J: 'joules',
  W: 'watts',
  g: 'grams',
  Cel: 'celsius',
  Hz: 'hertz',
  '%': 'percent',
};

const PER: Readonly<Record<string, string>> = {
  s: 'second',
  min: 'minute',
  h: 'hour',
  d: 'day',
};

/** The name of a metric's family, its unit at the end where it has one that can be said. */
export function familyName(metric: MetricData): FamilyName {
  const { name, unit } = metric.descriptor;
  const isCounter =
    metric.dataPointType === DataPointType.SUM && metric.isMonotonic;
  const whole = identifier(name, ':');
  const plain = isCounter ? whole.replace(/_total$/, '') : whole;
  const words = unitWords(unit, metric.dataPointType === DataPointType.GAUGE);
  if (words === '' || plain === words) {
    return { base: plain, unit: '' };
  }
  const base = plain.endsWith(`_${words}`) ? plain : `${plain}_${words}`;
  return { base, unit: words };
}

/** The name of an attribute as a label. */
export function labelName(key: string): string {
  return identifier(key, '');
}

/** `{request}` says what is counted, and is no unit. */
function unitWords(unit: string, isGauge: boolean): string {
  const bare = unit.replaceAll(/\{[^}]*\}/g, '').trim();
  if (bare === '1') {
    return isGauge ? 'ratio' : '';
  }
  const [main = '', per] = bare.split('/');
  const word = UNITS[main] ?? main;
  const words =
    per === undefined || per === ''
      ? word
      : `${word}_per_${PER[per] ?? UNITS[per] ?? per}`;
  return identifier(words, '').replaceAll(/^_+|_+$/g, '');
}

function identifier(text: string, also: ':' | ''): string {
  const legal = also === ':' ? /[^a-zA-Z0-9_:]/g : /[^a-zA-Z0-9_]/g;
  const plain = text.replaceAll(legal, '_').replaceAll(/_{2,}/g, '_');
  return /^\d/.test(plain) ? `_${plain}` : plain;
}
