/** One line with a value. */
interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly exemplar?: {
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
    readonly timestamp: number;
  };
}

export interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly unit?: string;
  readonly samples: readonly Sample[];
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABELS = String.raw`\{((?:[^"{}]|"(?:[^"\\\n]|\\["\\n])*")*)\}`;
const NUMBER = String.raw`([+-]?(?:\d[\d.]*(?:e[+-]?\d+)?|Inf)|NaN)`;
const SAMPLE = new RegExp(
  `^(${NAME})(?:${LABELS})? ${NUMBER}(?: # ${LABELS} ${NUMBER} ${NUMBER})?$`,
);
const META = new RegExp(`^# (HELP|TYPE|UNIT) (${NAME})(?: (.*))?$`);
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;

/** The endings that a family's samples may have, by its type. Source: OpenMetrics 1.0.0, "Suffixes". */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: ['_total'],
  gauge: [''],
  histogram: ['_bucket', '_count', '_sum'],
  info: ['_info'],
};

/**
 * Reads Prometheus's text format 0.0.4 or OpenMetrics 1.0.0 strictly.
 *
 * @throws Error with the line that breaks a rule
 */
export function parseMetrics(
  text: string,
  format: 'text' | 'openmetrics',
): ReadonlyMap<string, Family> {
  const isOpen = format === 'openmetrics';
  if (!text.endsWith('\n') || text.endsWith('\n# EOF\n') !== isOpen) {
    throw new Error(`ends wrongly: ${text.slice(-40)}`);
  }
  const families = new Map<string, Family & { samples: Sample[] }>();
  const told = new Set<string>();
  let current: (Family & { samples: Sample[] }) | undefined;
  const lines = text.slice(0, isOpen ? -'# EOF\n'.length : undefined);
  for (const line of lines.split('\n').slice(0, -1)) {
    const [, kind, name = '', rest = ''] = META.exec(line) ?? [];
    if (kind !== undefined) {
      if (current?.name !== name) {
        if (families.has(name)) throw new Error(`told twice: ${line}`);
        current = { name, type: '', help: '', samples: [] };
        families.set(name, current);
      }
      Object.assign(current, { [kind.toLowerCase()]: rest });
      if (kind === 'UNIT' && !name.endsWith(`_${rest}`)) {
        throw new Error(`not its unit: ${line}`);
      }
      continue;
    }
    const sample = sampleOf(line);
    const key = line.slice(0, line.lastIndexOf('}') + 1) + sample.name;
    const suffixes =
      !isOpen && current?.type === 'counter'
        ? ['']
        : (SUFFIXES[current?.type ?? ''] ?? []);
    if (!suffixes.some((end) => sample.name === `${current?.name}${end}`)) {
      throw new Error(`not of ${current?.name} (${current?.type}): ${line}`);
    }
    if (told.has(key) && sample.exemplar === undefined) {
      throw new Error(`told twice: ${line}`);
    }
    told.add(key);
    if (sample.exemplar !== undefined && !isOpen) {
      throw new Error(`an exemplar in plain text: ${line}`);
    }
    current?.samples.push(sample);
  }
  for (const family of families.values()) {
    if (family.type === 'histogram') checkHistogram(family);
  }
  return families;
}

function sampleOf(line: string): Sample {
  const [all, name = '', labels = '', value = '', of, at = '', when = ''] =
    SAMPLE.exec(line) ?? [];
  if (all === undefined) throw new Error(`no sample: ${line}`);
  return {
    name,
    labels: labelsOf(labels),
    value: numberOf(value),
    ...(of !== undefined && {
      exemplar: {
        labels: labelsOf(of),
        value: numberOf(at),
        timestamp: numberOf(when),
      },
    }),
  };
}

function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const [, name, value] = LABEL.exec(text) ?? [];
    if (name === undefined || value === undefined || name in labels) {
      throw new Error(`no labels: ${text}`);
    }
    labels[name] = value.replaceAll(/\\(.)/g, (_, escaped: string) =>
      escaped === 'n' ? '\n' : escaped,
    );
  }
  return labels;
}

function numberOf(text: string): number {
  return Number(text.replace('Inf', 'Infinity'));
}

/** Buckets rise, the last is everything, and its number is the count. */
function checkHistogram({ name, samples }: Family): void {
  const series = Map.groupBy(samples, ({ labels }) =>
    JSON.stringify(
      Object.entries(labels)
        .filter(([label]) => label !== 'le')
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
  );
  for (const [of, lines] of series) {
    const buckets = lines.filter((line) => line.name === `${name}_bucket`);
    const values = buckets.map(({ value }) => value);
    const count = lines.find((line) => line.name === `${name}_count`)?.value;
    if (
      buckets.at(-1)?.labels['le'] !== '+Inf' ||
      values.at(-1) !== count ||
      values.some((value, index) => value < (values[index - 1] ?? 0)) ||
      !lines.some((line) => line.name === `${name}_sum`)
    ) {
      throw new Error(`no histogram: ${name} of ${of}`);
    }
    for (const { labels, exemplar } of buckets) {
      if (
        exemplar !== undefined &&
        exemplar.value > numberOf(labels['le'] ?? '')
      ) {
        throw new Error(`an exemplar of another bucket: ${name} of ${of}`);
      }
    }
  }
}
