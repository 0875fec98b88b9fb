/** One of the two text formats, as far as they differ. */
export interface TextFormat {
  readonly contentType: string;
  readonly isOpenMetrics: boolean;
}

/** Source: Prometheus, "Exposition formats", text-based format 0.0.4. */
export const PROMETHEUS_TEXT: TextFormat = {
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  isOpenMetrics: false,
};

/** Source: OpenMetrics 1.0.0. The only one that carries exemplars. */
export const OPEN_METRICS: TextFormat = {
  contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  isOpenMetrics: true,
};

const MAX_ACCEPT = 1024;

/** The format that a request's Accept asks for: OpenMetrics where it is wanted at least as much as plain text. */
export function acceptedFormat(accept: string | undefined): TextFormat {
  let openMetrics = 0;
  let plain = 0;
  for (const range of (accept ?? '').slice(0, MAX_ACCEPT).split(',')) {
    const [type = '', ...parameters] = range
      .toLowerCase()
      .split(';')
      .map((part) => part.trim());
    const given = new Map(
      parameters.map((parameter) => {
        const [name = '', value = ''] = parameter.split('=');
        return [name.trim(), value.trim().replaceAll('"', '')] as const;
      }),
    );
    const quality = qualityOf(given.get('q'));
    if (type === 'application/openmetrics-text') {
      const version = given.get('version') ?? '1.0.0';
      openMetrics =
        version === '1.0.0' ? Math.max(openMetrics, quality) : openMetrics;
    } else if (type === 'text/plain') {
      plain = Math.max(plain, quality);
    }
  }
  return openMetrics > 0 && openMetrics >= plain
    ? OPEN_METRICS
    : PROMETHEUS_TEXT;
}

function qualityOf(text: string | undefined): number {
  const quality = text === undefined ? 1 : Number(text);
  return quality >= 0 && quality <= 1 ? quality : 0;
}
