import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;
type Answer = Json | ((response: ServerResponse) => void);

/** A daemon's TCP side on a socket of its own, which answers as it is told. */
export class SpecDaemon {
  /** Every call: its path and its body. */
  readonly calls: { readonly path: string; readonly body: Json }[] = [];
  /** Connections that were made to it so far. */
  connections = 0;
  /** What is answered to a path; a function answers itself. */
  readonly answers = new Map<string, (body: Json) => Answer>();

  private constructor(
    private readonly server: Server,
    readonly address: { readonly host: string; readonly port: number },
  ) {}

  static async start(): Promise<SpecDaemon> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port }: AddressInfo = JSON.parse(JSON.stringify(server.address()));
    const daemon = new SpecDaemon(server, { host: '127.0.0.1', port });
    server.on('connection', () => {
      daemon.connections += 1;
    });
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body: Json = JSON.parse(Buffer.concat(chunks).toString());
        const path = request.url ?? '';
        daemon.calls.push({ path, body });
        const answer = daemon.answers.get(path)?.(body) ?? {};
        if (typeof answer === 'function') {
          answer(response);
        } else {
          response.end(JSON.stringify(answer));
        }
      });
    });
    return daemon;
  }

  /** Serves rules; what a rule leaves out is as the API has it. */
  serveRules(...rules: readonly Json[]): void {
    this.answers.set('/GetSamplingRules', () => ({
      NextToken: null,
      SamplingRuleRecords: rules.map((rule) => ({
        SamplingRule: { ...ANY_RULE, ...rule },
      })),
    }));
  }

  callsTo(path: string): Json[] {
    return this.calls
      .filter((call) => call.path === path)
      .map(({ body }) => body);
  }

  openConnections(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.getConnections((error, count) => {
        if (error === null) {
          resolve(count);
        } else {
          reject(error);
        }
      });
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

export const ANY_RULE = {
  RuleName: 'any',
  Priority: 1000,
  FixedRate: 0,
  ReservoirSize: 0,
  ServiceName: '*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  ResourceARN: '*',
  Version: 1,
  Attributes: {},
} as const;
