import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Catch, Controller, Injectable, SetMetadata } from '@nestjs/common';
import { Observable, Subject } from 'rxjs';
import { NoTrace } from '../../request/index.js';
import { Span } from '../span.decorator.js';

@Injectable()
export class Base {
  greet(name: string): string {
    return `hello ${name}`;
  }

  overridden(): string {
    return 'base';
  }

  @NoTrace()
  hushed(): string {
    return 'base';
  }

  inherited(): string {
    return `${this.overridden()} by ${this.constructor.name}`;
  }
}

export class Feed extends Base {
  readonly #secret = 'kept';
  arrow = (): string => 'own';

  get computed(): string {
    return this.#secret;
  }

  set computed(value: string) {
    throw new Error(value);
  }

  override overridden(): string {
    return `${super.overridden()} and feed`;
  }

  override hushed(): string {
    return 'feed';
  }

  private(): string {
    return this.#secret;
  }

  async later(): Promise<string> {
    await setTimeout(20);
    return this.private();
  }

  throws(error: unknown): never {
    throw error;
  }

  async rejects(error: unknown): Promise<never> {
    await setTimeout(0);
    throw error;
  }

  stream(): Observable<number> {
    return new Observable((subscriber) => {
      const timer = globalThis.setTimeout(() => {
        subscriber.next(1);
        subscriber.complete();
      }, 20);
      return () => {
        clearTimeout(timer);
      };
    });
  }

  async streamLater(): Promise<Observable<number>> {
    await setTimeout(0);
    return this.stream();
  }

  async *pages(): AsyncGenerator<number> {
    yield 1;
    await setTimeout(20);
    yield 2;
  }

  cancellable(error?: Error): Promise<string> & { cancel(): string } {
    return Object.assign(finishLater(error), { cancel: () => 'cancelled' });
  }

  @SetMetadata('role', 'admin')
  described(_first: string, _second: string): void {}

  @NoTrace()
  quiet(): string {
    return 'quiet';
  }

  @Span('renamed', { attributes: { by: 'span' } })
  enriched(): string {
    return 'once';
  }

  _internal(): void {}
  [Symbol.toPrimitive](): string {
    return 'feed';
  }
  onModuleInit(): void {}
}

@NoTrace()
@Injectable()
export class Plumbing {
  work(): string {
    return 'done';
  }
}

@Injectable()
export class Finished extends Plumbing {
  more(): string {
    return this.work();
  }
}

@Injectable()
export class Bus extends Subject<number> {
  publish(value: number): void {
    this.next(value);
  }
}

@Injectable()
export class Emitter extends EventEmitter {
  tell(): void {
    this.emit('told');
  }
}

@Injectable()
export class Index extends Map<string, number> {
  add(key: string): void {
    this.set(key, 1);
  }
}

@Controller()
export class Web {
  get(): string {
    return 'page';
  }
}

@Catch()
export class Catcher {
  catch(_error: unknown): string {
    return 'caught';
  }
}

export class Plain {
  run(): string {
    return 'plain';
  }
}

async function finishLater(error?: Error): Promise<string> {
  await setTimeout(15);
  if (error !== undefined) {
    throw error;
  }
  return 'done';
}
