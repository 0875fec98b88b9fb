import type {
  Attributes,
  AttributeValue,
  SpanContext,
} from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { createTraceState } from '@opentelemetry/api';
import { madeResource, madeScope, madeSpan } from './made-span.js';

/** Numbers that are the same at every run: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const TEXTS = [
  '',
  'GET',
  'a'.repeat(127),
  'b'.repeat(128),
  'c'.repeat(20_000),
  'grüße, 世界 🎉',
  '世'.repeat(50),
  'ü'.repeat(64),
  'a lone \ud800 half',
  '\udfff',
  'é'.repeat(9000),
  'zero\0byte',
];
const NUMBERS = [
  0,
  -0,
  1,
  -1,
  127,
  128,
  200,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 35,
  -(2 ** 31),
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  1.5,
  -0.1,
  5e-324,
];
const STRANGE_NUMBERS = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  2 ** 53,
  2 ** 62,
  2 ** 63,
  2 ** 64,
  1e300,
  -(2 ** 63),
  -(2 ** 53) - 2,
];
const SCOPES = [
  madeScope,
  { name: '' },
  { name: 'own', schemaUrl: 'https://example.com/1' },
  {
    name: 'own',
    version: '2',
    attributes: { 'scope.kind': 'test', many: [1, 'two'] },
  },
];
const RESOURCES = [
  madeResource,
  resourceFromAttributes({}),
  resourceFromAttributes({ 'service.name': 'other', list: ['a', 'b'] }),
];

/** Makes spans of every shape that OpenTelemetry allows. */
export class RandomSpans {
  private readonly random: () => number;

  /** @param strange with numbers that JSON has no form for */
  constructor(
    seed: number,
    private readonly strange = true,
  ) {
    this.random = seeded(seed);
  }

  many(count: number): ReadableSpan[] {
    return Array.from({ length: count }, () => this.one());
  }

  one(): ReadableSpan {
    const context = this.context();
    const message = this.of(TEXTS);
    return madeSpan({
      name: this.of(TEXTS),
      kind: this.of([0, 1, 2, 3, 4]),
      spanContext: () => context,
      ...(this.random() < 0.7 ? { parentSpanContext: this.context() } : {}),
      startTime: [1_700_000_000 + this.whole(1e8), this.whole(1e9)],
      endTime: [this.whole(4e9), this.whole(1e9)],
      status: this.of([{ code: 0 }, { code: 1 }, { code: 2, message }]),
      attributes: this.attributes(this.whole(20)),
      events: this.list(() => ({
        name: this.of(TEXTS),
        time: [1_700_000_000, this.whole(1e9)],
        attributes: this.attributes(3),
        droppedAttributesCount: this.whole(3),
      })),
      links: this.list(() => ({
        context: this.context(),
        attributes: this.attributes(3),
        droppedAttributesCount: this.whole(3),
      })),
      droppedAttributesCount: this.whole(300),
      droppedEventsCount: this.whole(2),
      droppedLinksCount: this.whole(2),
      resource: this.of(RESOURCES),
      instrumentationScope: this.of(SCOPES),
    });
  }

  attributes(count: number): Attributes {
    return Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `${this.of(TEXTS).slice(0, 200)}${String(index)}`,
        this.value(0),
      ]),
    );
  }

  private value(depth: number): AttributeValue {
    switch (this.whole(depth > 3 ? 4 : 7)) {
      case 0:
        return this.of(
          this.strange ? [...NUMBERS, ...STRANGE_NUMBERS] : NUMBERS,
        );
      case 1:
        return this.random() < 0.5;
      case 2:
        return Uint8Array.from({ length: this.whole(300) }, () =>
          this.whole(256),
        );
      case 3:
        return null;
      case 4:
        return this.list(() => this.value(depth + 1));
      case 5:
        return Object.fromEntries(
          this.list(() => [this.of(TEXTS).slice(0, 20), this.value(depth + 1)]),
        );
      default:
        return this.of(TEXTS);
    }
  }

  private context(): SpanContext {
    return {
      traceId: this.hex(32),
      spanId: this.hex(16),
      traceFlags: this.whole(2),
      ...(this.random() < 0.5 ? { isRemote: this.random() < 0.5 } : {}),
      ...(this.random() < 0.3
        ? { traceState: createTraceState('ot=th:8,vendor=value') }
        : {}),
    };
  }

  private hex(digits: number): string {
    return Array.from({ length: digits }, () =>
      this.whole(16).toString(16),
    ).join('');
  }

  private list<T>(make: () => T): T[] {
    return Array.from({ length: this.whole(4) }, make);
  }

  private of<T>(choices: readonly [T, ...T[]] | readonly T[]): T {
    const choice = choices[this.whole(choices.length)];
    if (choice === undefined) {
      throw new RangeError('Nothing to choose from');
    }
    return choice;
  }

  private whole(below: number): number {
    return Math.floor(this.random() * below);
  }
}
