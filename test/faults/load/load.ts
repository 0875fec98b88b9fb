import { Agent, get } from 'node:http';
import { passing } from '../process/until.js';

/** What is asked for: nine requests that succeed, by three routes, and one that fails. */
export const ROUTES = [
  '/api/health-check',
  '/api/activities/notifications',
  '/faults/fail',
] as const;

/** The route of the figures: asking for them leaves telemetry too. */
export const FIGURES_ROUTE = '/health/telemetry';

/** A route of the load's, or that of the figures. */
export type Route = (typeof ROUTES)[number] | typeof FIGURES_ROUTE;

const [LIGHT, FEED, FAILING] = ROUTES;
const MIX: readonly Route[] = [
  LIGHT,
  LIGHT,
  FEED,
  LIGHT,
  FAILING,
  LIGHT,
  LIGHT,
  FEED,
  LIGHT,
  LIGHT,
];
/** Connections at once: far more than answers take, few enough for any system. */
const MAX_CONNECTIONS = 512;

/** A request that was answered in full. */
export interface Answered {
  readonly route: Route;
  readonly traceId: string;
  readonly status: number;
  /** When it was sent, milliseconds of `performance.now()`. */
  readonly sentAt: number;
  readonly latencyMs: number;
}

/** Requests at a constant rate, whether answers come or not; every tenth fails. */
export class Load {
  readonly answered: Answered[] = [];
  /** Requests without a whole answer: the error's code for each. */
  readonly unanswered: string[] = [];
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
  readonly #open = new Set<Promise<void>>();
  #sent = 0;
  #going = true;
  #clock: Promise<void> = Promise.resolve();

  private constructor(url: string) {
    this.#url = url;
  }

  /** Begins to send `perSecond` requests a second. */
  static start(url: string, perSecond: number): Load {
    const load = new Load(url);
    load.#clock = load.#run(1000 / perSecond);
    return load;
  }

  /** Sends that many requests as fast as they go, `atOnce` at a time. */
  static async burst(url: string, count: number, atOnce = 64): Promise<Load> {
    const load = new Load(url);
    const lane = async (): Promise<void> => {
      while (load.#sent < count) await load.#send();
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    load.#agent.destroy();
    return load;
  }

  /** Opens that many connections, by a request on each. */
  static async connected(url: string, count: number): Promise<Load> {
    const load = new Load(url);
    await load.#all(count);
    return load;
  }

  /** Sends a request on every connection there is; the promise is of their answers. */
  async together(): Promise<void> {
    await this.#all(Object.values(this.#agent.freeSockets).flat().length);
    this.#agent.destroy();
  }

  /** The requests answered as their route does when nothing is wrong; not those refused in a stop, for instance. */
  usual(): readonly Answered[] {
    return this.answered.filter(
      ({ route, status }) => status === (route === FAILING ? 500 : 200),
    );
  }

  /** Sends no more, and waits for the answers that are due. */
  async stop(): Promise<void> {
    this.#going = false;
    await this.#clock;
    await Promise.all(this.#open);
    this.#agent.destroy();
  }

  async #run(everyMs: number): Promise<void> {
    let due = performance.now();
    while (this.#going) {
      await passing(Math.max(0, due - performance.now()));
      // A clock that comes late sends what is due by then at once, and keeps the rate.
      while (this.#going && due <= performance.now()) {
        const request = this.#send();
        this.#open.add(request);
        void request.then(() => this.#open.delete(request));
        due += everyMs;
      }
    }
  }

  async #all(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.#send()));
  }

  #send(): Promise<void> {
    const route = MIX[this.#sent++ % MIX.length] ?? LIGHT;
    const sentAt = performance.now();
    return new Promise((resolve) => {
      const fail = (error: NodeJS.ErrnoException): void => {
        this.unanswered.push(error.code ?? error.message);
        resolve();
      };
      get(this.#url + route, { agent: this.#agent }, (response) => {
        response.resume();
        response.on('error', () => undefined);
        response.once('close', () => {
          if (!response.complete) {
            fail(new Error('cut off'));
            return;
          }
          const { traceparent } = response.headers;
          this.answered.push({
            route,
            traceId: String(traceparent).split('-')[1] ?? '',
            status: response.statusCode ?? 0,
            sentAt,
            latencyMs: performance.now() - sentAt,
          });
          resolve();
        });
      }).once('error', fail);
    });
  }
}
