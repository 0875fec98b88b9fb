import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedItem {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: number;
  readonly data: Item;
}

/** The parts of an item that specs ask for. */
export interface Item {
  readonly uuid: string;
  readonly level: string;
  readonly environment: string;
  readonly code_version?: string;
  readonly timestamp: number;
  readonly framework: string;
  readonly language: string;
  readonly platform: string;
  readonly title?: string;
  readonly fingerprint?: string;
  readonly context?: string;
  readonly person?: {
    readonly id: string;
    readonly username?: string;
    readonly email?: string;
  };
  readonly request?: {
    readonly url: string;
    readonly method: string;
    readonly user_ip: string;
    readonly params?: Readonly<Record<string, unknown>>;
    readonly GET?: Readonly<Record<string, unknown>>;
    readonly POST?: unknown;
    readonly body?: unknown;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly server: Readonly<Record<string, unknown>>;
  readonly notifier: Readonly<Record<string, unknown>>;
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly body: {
    readonly message?: { readonly body: string };
    readonly trace_chain?: readonly {
      readonly exception: { readonly class: string; readonly message: string };
      readonly frames: readonly {
        readonly filename: string;
        readonly lineno?: number;
        readonly method?: string;
        readonly code?: string;
      }[];
    }[];
  };
}

/** An HTTP server in Rollbar's place: keeps what it acknowledges, answers as told. */
export class ItemReceiver {
  readonly items: ReceivedItem[] = [];
  /** Every request, refused ones too. */
  requests = 0;
  /** Statuses and headers for the next requests; 200 afterwards. */
  readonly answers: {
    status: number;
    headers?: Record<string, string>;
  }[] = [];

  private constructor(
    private readonly server: Server,
    readonly endpoint: string,
  ) {}

  static async start(ownPort = 0): Promise<ItemReceiver> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(ownPort, '127.0.0.1', resolve);
    });
    const { port } = toAddress(server.address());
    const receiver = new ItemReceiver(
      server,
      `http://127.0.0.1:${String(port)}/api/1/item/`,
    );
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        receiver.requests += 1;
        const { status, headers } = receiver.answers.shift() ?? { status: 200 };
        const body = Buffer.concat(chunks);
        if (status === 200) {
          const { data }: { data: Item } = JSON.parse(body.toString());
          receiver.items.push({
            headers: { ...request.headers, method: request.method },
            bytes: body.byteLength,
            data,
          });
        }
        response
          .writeHead(status, { 'content-type': 'application/json', ...headers })
          .end(JSON.stringify({ err: status === 200 ? 0 : 1 }));
      });
    });
    return receiver;
  }

  /** Waits until `count` items have arrived. */
  async received(count: number, withinMs = 5000): Promise<readonly Item[]> {
    const until = Date.now() + withinMs;
    while (this.items.length < count) {
      if (Date.now() > until) {
        throw new Error(
          `${String(this.items.length)} of ${String(count)} items arrived`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return this.items.map(({ data }) => data);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function toAddress(address: string | AddressInfo | null): AddressInfo {
  if (typeof address !== 'object' || address === null) {
    throw new TypeError('not listening on a port');
  }
  return address;
}
