import { Agent, get } from 'node:http';

/** An answer that came whole. */
export interface LoadAnswer {
  readonly status: number;
  readonly traceId: string;
  readonly connection: string;
}

/** One request; undefined when the connection was refused or cut. */
export function ask(
  url: string,
  agent?: Agent,
): Promise<LoadAnswer | undefined> {
  return new Promise((resolve) => {
    get(url, agent === undefined ? {} : { agent }, (response) => {
      response.resume();
      response.once('close', () => {
        resolve(
          response.complete
            ? {
                status: response.statusCode ?? 0,
                traceId:
                  String(response.headers['traceparent']).split('-')[1] ?? '',
                connection: response.headers.connection ?? '',
              }
            : undefined,
        );
      });
    }).once('error', () => {
      resolve(undefined);
    });
  });
}

/** Clients that each send one request after another on a connection kept alive, until one is refused. */
export class RequestLoad {
  readonly answers: LoadAnswer[] = [];
  private readonly clients: Promise<void>[];
  private readonly agent: Agent;

  constructor(url: string, clients: number) {
    this.agent = new Agent({ keepAlive: true, maxSockets: clients });
    this.clients = Array.from({ length: clients }, async () => {
      for (;;) {
        const answer = await ask(url, this.agent);
        if (answer === undefined) {
          return;
        }
        this.answers.push(answer);
      }
    });
  }

  /** All answers, once every client was refused. */
  async end(): Promise<readonly LoadAnswer[]> {
    await Promise.all(this.clients);
    this.agent.destroy();
    return this.answers;
  }
}
