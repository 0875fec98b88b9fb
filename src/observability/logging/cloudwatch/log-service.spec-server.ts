import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';

export interface PutEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** What the service answers to one call instead of doing it. */
export type Fault =
  | {
      readonly status: number;
      readonly type: string;
      readonly message?: string;
    }
  | 'hang'
  | 'cut'
  | 'garbage';

/** A CloudWatch Logs on a real socket, as far as these specs need one: groups, streams, limits and ordered faults. */
export class LogService {
  readonly calls: string[] = [];
  /** `Authorization` of each call. */
  readonly authorizations: string[] = [];
  /** Events of each put that was kept. */
  readonly puts: PutEvent[][] = [];
  /** What was wrong with puts that were refused. */
  readonly violations: string[] = [];
  readonly groups = new Set<string>();
  readonly streams = new Set<string>();
  /** Faults by operation, used up one a call. */
  readonly faults = new Map<string, Fault[]>();
  /** Added to the answer of a put. */
  rejected: object | undefined;
  putsAtOnce = 0;
  mostPutsAtOnce = 0;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      void this.respond(request, response);
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = portOf(this.server);
    return `http://127.0.0.1:${String(port)}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  messages(): string[] {
    return this.puts.flat().map(({ message }) => message);
  }

  private async respond(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const answer = await this.answer(request);
    if (answer === 'cut') {
      response.destroy();
    } else if (answer !== 'hang') {
      response.writeHead(answer.status, {
        'content-type': 'application/x-amz-json-1.1',
      });
      response.end(
        typeof answer.body === 'string'
          ? answer.body
          : JSON.stringify(answer.body),
      );
    }
  }

  private async answer(
    request: IncomingMessage,
  ): Promise<{ status: number; body: object | string } | 'hang' | 'cut'> {
    const operation = String(request.headers['x-amz-target']).replace(
      'Logs_20140328.',
      '',
    );
    this.calls.push(operation);
    this.authorizations.push(request.headers.authorization ?? '');
    const isPut = operation === 'PutLogEvents';
    this.putsAtOnce += isPut ? 1 : 0;
    this.mostPutsAtOnce = Math.max(this.mostPutsAtOnce, this.putsAtOnce);
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const fault = this.faults.get(operation)?.shift();
      if (fault === 'hang' || fault === 'cut') {
        return fault;
      }
      if (fault !== undefined && fault !== 'garbage') {
        return failure(fault.status, fault.type, fault.message);
      }
      if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
        return failure(400, 'MissingAuthenticationTokenException');
      }
      const input = JSON.parse(String(Buffer.concat(chunks)));
      const answer = this.perform(operation, input);
      return fault === 'garbage'
        ? { status: 200, body: '<html>It works!</html>' }
        : answer;
    } finally {
      this.putsAtOnce -= isPut ? 1 : 0;
    }
  }

  private perform(
    operation: string,
    input: {
      logGroupName: string;
      logStreamName: string;
      logEvents: PutEvent[];
    },
  ): { status: number; body: object } {
    const group = input.logGroupName;
    const stream = `${group}:${input.logStreamName}`;
    if (operation === 'CreateLogGroup') {
      return this.create(this.groups, group);
    }
    if (!this.groups.has(group)) {
      return failure(400, 'ResourceNotFoundException', 'no such log group');
    }
    if (operation === 'CreateLogStream') {
      return this.create(this.streams, stream);
    }
    if (!this.streams.has(stream)) {
      return failure(400, 'ResourceNotFoundException', 'no such log stream');
    }
    const wrong = violation(input.logEvents);
    if (wrong !== undefined) {
      this.violations.push(wrong);
      return failure(400, 'InvalidParameterException', wrong);
    }
    this.puts.push(input.logEvents);
    return {
      status: 200,
      body:
        this.rejected === undefined
          ? {}
          : { rejectedLogEventsInfo: this.rejected },
    };
  }

  private create(
    names: Set<string>,
    name: string,
  ): { status: number; body: object } {
    if (names.has(name)) {
      return failure(400, 'ResourceAlreadyExistsException');
    }
    names.add(name);
    return { status: 200, body: {} };
  }
}

function failure(status: number, type: string, message = type) {
  return { status, body: { __type: type, message } };
}

function portOf(server: Server): { port: number } {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('not listening');
  }
  return address;
}

/** What PutLogEvents documents of a batch. */
function violation(events: readonly PutEvent[]): string | undefined {
  let bytes = 0;
  let previous = 0;
  for (const { message, timestamp } of events) {
    const size = Buffer.byteLength(message) + 26;
    bytes += size;
    if (message === '') {
      return 'empty message';
    }
    if (message.includes('poison')) {
      return 'poison';
    }
    if (size > 1_000_000) {
      return 'event too large';
    }
    if (timestamp < previous) {
      return 'not in chronological order';
    }
    previous = timestamp;
  }
  const span = (events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0);
  if (events.length === 0 || events.length > 10_000) {
    return 'number of events';
  }
  if (bytes > 1_048_576) {
    return 'batch too large';
  }
  return span > 86_400_000 ? 'spans more than 24 hours' : undefined;
}
