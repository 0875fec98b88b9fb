import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { countSpans } from './count-spans.js';
import type { Received, ReceiverPorts } from './receiver-ports.js';

/** Bytes of a receive buffer that loses nothing while the process does something else; the system may give less. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

const counts = { spans: 0, documents: 0, lines: 0, occurrences: 0 };

/** Answers every POST at once, and hands its body to `take`. */
async function httpReceiver(
  type: string,
  take: (body: Buffer, request: IncomingMessage) => string,
): Promise<number> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
    });
    request.on('end', () => {
      const sent = Buffer.concat(chunks);
      const isZipped = request.headers['content-encoding'] === 'gzip';
      const answer = take(isZipped ? gunzipSync(sent) : sent, request);
      response.writeHead(200, {
        'content-type': type,
        'content-length': Buffer.byteLength(answer),
      });
      response.end(answer);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return portOf(server.address());
}

async function daemon(): Promise<number> {
  const socket = createSocket({
    type: 'udp4',
    recvBufferSize: RECEIVE_BUFFER_BYTES,
  });
  socket.on('message', () => {
    counts.documents += 1;
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return portOf(socket.address());
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === 'object' && address !== null) {
    return address.port;
  }
  throw new TypeError('Not a port of this host');
}

function countOf(body: Buffer, text: string): number {
  let count = 0;
  for (let at = body.indexOf(text); at >= 0;) {
    count += 1;
    at = body.indexOf(text, at + 1);
  }
  return count;
}

/** Whatever stream is asked for is there: winston-cloudwatch looks before it sends. */
function streamOf(body: Buffer): string {
  const [, logStreamName = ''] =
    /"logStreamNamePrefix":"([^"]*)"/.exec(body.toString('latin1')) ?? [];
  return JSON.stringify({ logStreams: [{ logStreamName }] });
}

function occurrencesIn(body: Buffer): number {
  const [, count = '1'] =
    /"occurrence_count":(\d+)/.exec(body.toString('latin1')) ?? [];
  return Number(count);
}

const ports: ReceiverPorts = {
  otlp: await httpReceiver('application/x-protobuf', (body, { url = '' }) => {
    if (url.endsWith('/v1/traces')) {
      counts.spans += countSpans(body);
    } else if (url.endsWith('/applications/telemetry')) {
      // A batch of @nestjs/observe, whose spans have their offset under this key.
      counts.spans += countOf(body, '"so":');
    }
    return '';
  }),
  xray: await daemon(),
  cloudwatch: await httpReceiver(
    'application/x-amz-json-1.1',
    (body, { headers }) => {
      const target = String(headers['x-amz-target']);
      if (target.endsWith('DescribeLogStreams')) {
        return streamOf(body);
      }
      const isPut = target.endsWith('PutLogEvents');
      // The time of the event; that in its message is written with a backslash.
      counts.lines += isPut ? countOf(body, '"timestamp":') : 0;
      return '{}';
    },
  ),
  rollbar: await httpReceiver('application/json', (body) => {
    counts.occurrences += occurrencesIn(body);
    return '{"err":0,"result":{}}';
  }),
};

process.on('message', () => {
  const received: Received = { ...counts };
  process.send?.(received);
});
process.on('disconnect', () => {
  process.exit();
});
process.send?.(ports);
