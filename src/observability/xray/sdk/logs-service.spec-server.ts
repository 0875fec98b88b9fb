import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { AWSXRay } from './aws-xray-sdk.js';

export interface ReceivedCommand {
  readonly header: string;
  readonly prefix: unknown;
}

/** A service that answers DescribeLogGroups on a socket of its own. */
export class LogsService {
  readonly received: ReceivedCommand[] = [];
  answer: (response: ServerResponse, prefix: unknown) => void = (response) => {
    response.writeHead(200, {
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': 'request-7',
    });
    response.end('{"logGroups":[]}');
  };

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        const input: Record<string, unknown> = JSON.parse(body);
        const header = request.headers['x-amzn-trace-id'];
        const prefix = input['logGroupNamePrefix'];
        this.received.push({ header: String(header), prefix });
        this.answer(response, prefix);
      });
    });
  }

  static async start(): Promise<LogsService> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LogsService(server);
  }

  client(maxAttempts = 1): CloudWatchLogs {
    const address = this.server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return AWSXRay.captureAWSv3Client(
      new CloudWatchLogs({
        region: 'eu-west-1',
        endpoint: `http://127.0.0.1:${String(port)}`,
        credentials: { accessKeyId: 'a', secretAccessKey: 's' },
        maxAttempts,
      }),
    );
  }

  fail(status: number, type: string): void {
    this.answer = (response) => {
      response.writeHead(status, {
        'content-type': 'application/x-amz-json-1.1',
        'x-amzn-requestid': 'request-8',
      });
      response.end(JSON.stringify({ __type: type, message: 'no' }));
    };
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
