import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { StableClock } from './stable-clock.js';

/** Characters shown of a text. */
const MAX_LENGTH = 100;
/** Parts that say more of this release's line numbers than of the format. */
const CUT = new Set(['stack', 'frames', 'exception.stacktrace']);

const IDS =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|1-[0-9a-f]{8}-[0-9a-f]{24}|\b(?:[0-9a-f]{32}|[0-9a-f]{16})\b/g;
const ISO_TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** What a run chooses by chance or finds on its machine, by the attribute or field that tells it. */
const CHANCE: Readonly<Record<string, unknown>> = {
  'network.peer.port': 50_000,
  pid: 1,
  platform: 'linux',
  'server.port': 4567,
  timestamp: StableClock.beginning.getTime() / 1000,
};

/** Replaces what differs from run to run by what is the same in all of them, ids in the order of their appearance. */
export class StableValues {
  private readonly ids = new Map<string, string>();

  /**
   * @param name of the trace that is told; another name, other ids
   * @param clock times of that trace
   * @param port of the API
   */
  constructor(
    private readonly name: string,
    private readonly clock: StableClock,
    private readonly port: string,
  ) {}

  /** An id, or a text with ids in it. */
  text(text: string): string {
    const stable = text
      .replaceAll(ISO_TIME, StableClock.beginning.toISOString())
      .replaceAll(IDS, (id) => this.id(id))
      .replaceAll(`:${this.port}`, ':4567')
      .replaceAll(process.cwd(), '/app');
    return stable.length > MAX_LENGTH
      ? `${stable.slice(0, MAX_LENGTH - 1)}…`
      : stable;
  }

  /** A value with all that is inside it. */
  value(value: unknown, name = ''): unknown {
    if (CUT.has(name)) {
      return '…';
    }
    const chosen = CHANCE[name];
    if (chosen !== undefined && typeof chosen === typeof value) {
      return chosen;
    }
    if (typeof value === 'string') {
      return value === hostname() ? 'backend-1' : this.text(value);
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.value(item));
    }
    if (typeof value === 'object' && value !== null) {
      return this.fields(value);
    }
    return value;
  }

  private fields(value: object): Record<string, unknown> {
    const spanId = String(
      Reflect.get(value, 'span_id') ?? Reflect.get(value, 'id'),
    );
    return Object.fromEntries(
      Object.entries(value).map(([name, field]): [string, unknown] => {
        switch (name) {
          case 'start_time':
            return [name, this.clock.epochSeconds(spanId, 'start')];
          case 'end_time':
            return [name, this.clock.epochSeconds(spanId, 'end')];
          case 'duration_ms':
            return [name, this.clock.elapsedMs(spanId, 'end')];
          default:
            return [name, this.value(field, name)];
        }
      }),
    );
  }

  /** The spellings of a trace id stay spellings of one id. */
  private id(id: string): string {
    if (id.startsWith('1-')) {
      const stable = this.id(id.slice(2).replace('-', ''));
      return `1-${stable.slice(0, 8)}-${stable.slice(8)}`;
    }
    const plain = id.replaceAll('-', '');
    const known =
      this.ids.get(plain) ??
      createHash('sha256')
        .update(`${this.name} ${String(this.ids.size)}`)
        .digest('hex')
        .slice(0, plain.length);
    this.ids.set(plain, known);
    return plain === id
      ? known
      : known.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
}
