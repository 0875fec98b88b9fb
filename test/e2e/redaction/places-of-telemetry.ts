import { get } from 'node:http';
import { Logger } from '@nestjs/common';
import {
  type Attributes,
  logs,
  metrics,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import {
  annotate,
  annotateSpan,
  AWSXRay,
  runInSpan,
} from '../../../src/observability/index.js';
import { captureOutput } from '../../../src/observability/logging/capture/capture-output.js';
import { type Place, worked, workedByName } from './place.js';

const logger = new Logger('Redaction');

function onSpan(use: (span: Span) => void): void {
  const span = trace.getTracer('redaction').startSpan('work');
  use(span);
  span.end();
}

/** A call to where nobody listens. */
async function callOut(url: string): Promise<void> {
  await fetch(url).catch(() => undefined);
  await new Promise<void>((resolve) => {
    get(url.replace(/\/\/[^/@]*@/, '//'))
      .on('error', () => {
        resolve();
      })
      .on('response', (response) => {
        response.resume();
        resolve();
      });
  });
}

/** Where code of the application can hand a secret to its telemetry. */
export const PLACES_OF_TELEMETRY: readonly Place[] = [
  worked('a log line', (secret) => {
    logger.log(`sent ${secret}`);
  }),
  worked('a log line’s field', (secret) => {
    logger.warn({ message: 'sent', deep: [{ note: secret }] });
  }),
  worked('a log line’s arguments', (secret) => {
    logger.log('sent', secret, new Map([['note', [secret]]]), 'Redaction');
  }),
  worked('a log line’s context', (secret) => {
    logger.log('sent', secret);
  }),
  worked('a log line’s error', (secret) => {
    logger.error(new Error(secret, { cause: new Error(secret) }));
  }),
  worked('a log line’s stack', (secret) => {
    logger.error('sent', `Error: ${secret}\n    at a (/app/a.js:1:2)`);
  }),
  worked('the key of a field', (secret) => {
    logger.log({ message: 'sent', [secret]: 1, deep: { [secret]: 2 } });
  }),
  worked('winston’s own line', (secret, { winston }) => {
    winston.info('sent', { note: secret });
    winston.log({ level: 'info', message: secret });
  }),
  worked('the console', (secret, { appLogger }) => {
    const release = captureOutput(appLogger, { console: true });
    console.log(secret, { note: secret });
    console.error(new Error(secret));
    release();
  }),
  worked('a library’s log record', (secret) => {
    logs.getLogger('library').emit({
      body: { deep: secret },
      eventName: secret,
      severityText: secret,
      attributes: { note: [secret] },
    });
  }),
  worked('the name of a span', (secret) => {
    onSpan((span) => {
      span.updateName(`GET ${secret}`);
    });
  }),
  worked('an attribute', (secret) => {
    onSpan((span) => {
      span.setAttribute('note', secret);
    });
  }),
  worked('an attribute that is a list', (secret) => {
    onSpan((span) => {
      span.setAttribute('notes', ['a', secret]);
    });
  }),
  worked('an attribute that is a map', (secret) => {
    onSpan((span) => {
      span.setAttributes({ deep: { list: [{ note: secret }] } });
    });
  }),
  worked('an attribute of bytes', (secret) => {
    onSpan((span) => {
      span.setAttributes({ bytes: new Uint8Array(Buffer.from(secret)) });
    });
  }),
  worked('an attribute that is cut', (secret) => {
    onSpan((span) => {
      span.setAttribute('long', `${'x '.repeat(32_755)}${secret}`);
    });
  }),
  worked('the key of an attribute', (secret) => {
    onSpan((span) => {
      span.setAttributes({ [secret]: 1, deep: { [secret]: 1 } });
    });
  }),
  worked('an event', (secret) => {
    onSpan((span) => {
      span.addEvent(secret, { note: secret });
    });
  }),
  worked('an exception of a span', (secret) => {
    onSpan((span) => {
      span.recordException(new Error(secret));
    });
  }),
  worked('the status of a span', (secret) => {
    onSpan((span) => {
      span.setStatus({ code: SpanStatusCode.ERROR, message: secret });
    });
  }),
  worked('a link', (secret) => {
    onSpan((span) => {
      const { traceId, spanId } = span.spanContext();
      span.addLink({
        context: { traceId, spanId, traceFlags: 1 },
        attributes: { note: secret },
      });
    });
  }),
  worked('runInSpan', async (secret) => {
    await runInSpan(`work ${secret}`, {}, () =>
      Promise.reject(new Error(secret)),
    ).catch(() => undefined);
  }),
  worked('annotate', (secret) => {
    annotate({ 'app.note': secret, [`app.${secret}`]: 1 });
    annotateSpan({ 'app.other': secret });
  }),
  worked('X-Ray’s metadata', (secret, { recorder }) => {
    recorder.addMetadata('note', { deep: [secret] }, 'work');
    recorder.addMetadata(secret, 1, secret);
  }),
  worked('X-Ray’s annotations', (secret, { recorder }) => {
    recorder.capture(`work ${secret}`, (subsegment) => {
      subsegment.annotate('note', secret);
      subsegment.addError(new Error(secret));
    });
  }),
  worked('X-Ray’s SDK', (secret) => {
    AWSXRay.captureFunc('work', (subsegment) => {
      subsegment?.addMetadata('note', secret);
      subsegment?.addAnnotation('note', secret);
      subsegment?.addSqlData({
        url: secret,
        user: secret,
        sanitized_query: secret,
      });
      subsegment?.addAttribute('aws', { operation: secret });
      subsegment?.addAttribute('http', {
        request: {
          method: 'GET',
          url: `https://a.example/?b=${encodeURIComponent(secret)}`,
        },
      });
    });
  }),
  worked('an occurrence’s extra', (secret, { reporter }) => {
    reporter.error(new Error('extra'), {
      deep: [{ note: secret }],
      [secret]: 1,
    });
  }),
  worked('an occurrence’s message', (secret, { reporter }) => {
    reporter.message(`said ${secret}`, 'warning', secret);
  }),
  worked('a metric’s attributes', (secret) => {
    const attributes: Attributes = { note: secret, list: [secret] };
    const meter = metrics.getMeter('redaction');
    meter.createCounter('redaction.count').add(1, attributes);
    meter.createHistogram('redaction.size').record(1, attributes);
  }),
  worked('a call to another service', (secret) =>
    callOut(
      `http://127.0.0.1:9/a/${encodeURIComponent(secret)}?b=${encodeURIComponent(secret)}`,
    ),
  ),
  workedByName('a field of a secret name', (secret) => {
    logger.log({ message: 'sent', user: { newPassword: secret } });
  }),
  workedByName('headers as a list', (secret) => {
    logger.log({
      message: 'sent',
      rawHeaders: ['host', 'a', 'x-api-key', secret],
    });
  }),
  workedByName('a name beside its value', (secret) => {
    logger.log({
      message: 'sent',
      env: [{ name: 'DB_PASSWORD', value: secret }],
    });
  }),
  workedByName('JSON inside JSON', (secret) => {
    const inner = JSON.stringify({ token: secret });
    logger.log(`sent ${JSON.stringify({ body: JSON.stringify({ inner }) })}`);
  }),
  workedByName('an attribute of a secret name', (secret) => {
    onSpan((span) => {
      span.setAttributes({ 'app.password': secret, deep: { apiKey: secret } });
      span.addEvent('sent', { token: secret });
    });
  }),
  workedByName('metadata of a secret name', (secret, { recorder }) => {
    recorder.addMetadata('token', secret);
    recorder.addMetadata('user', { sessionId: secret });
  }),
  workedByName('extra of a secret name', (secret, { reporter }) => {
    reporter.error(new Error('extra'), { clientSecret: { deep: secret } });
  }),
  workedByName('a metric’s attribute of a secret name', (secret) => {
    metrics
      .getMeter('redaction')
      .createCounter('redaction.named')
      .add(1, { session_id: secret });
  }),
  workedByName('userinfo of a call', (secret) =>
    callOut(`http://worf:${secret}@127.0.0.1:9/a`),
  ),
  workedByName('the query of a call', (secret) =>
    callOut(`http://127.0.0.1:9/a?api_key=${secret}`),
  ),
  workedByName('a field of a name of one’s own', (secret) => {
    logger.log({ message: 'sent', customer_iban: secret });
  }),
];
