import { Controller, Get, Injectable } from '@nestjs/common';

/** An activity as the API shows it. */
interface FeedItem {
  readonly uuid: string;
  readonly handle: string;
  readonly message: string;
  readonly created_at: string;
  readonly likes_count: number;
}

const SPANS = 50;

const FEED: readonly FeedItem[] = Array.from({ length: 20 }, (_, index) => ({
  uuid: `00000000-0000-4000-8000-0000000000${String(index).padStart(2, '0')}`,
  handle: `user${String(index)}`,
  message: 'Nothing is as constant as the stars, and those move too. '.repeat(
    3,
  ),
  created_at: new Date(index * 60_000).toISOString(),
  likes_count: index,
}));

@Injectable()
export class BenchService {
  nothing(): { readonly ok: true } {
    return { ok: true };
  }

  feed(): readonly FeedItem[] {
    return FEED.filter(({ likes_count }) => likes_count >= 0);
  }

  fail(): never {
    throw new Error('the endpoint that throws');
  }

  step(index: number): number {
    return index + 1;
  }
}

/** The endpoints of the scenarios, as an application would write them: nothing in them knows of telemetry. */
@Controller()
export class BenchController {
  constructor(private readonly service: BenchService) {}

  @Get('nothing')
  nothing(): { readonly ok: true } {
    return this.service.nothing();
  }

  @Get('memory')
  memory(): readonly FeedItem[] {
    return this.service.feed();
  }

  @Get('throws')
  throws(): never {
    return this.service.fail();
  }

  /** Steps whose spans are no more than one parent gets each by itself. */
  @Get('spans')
  spans(): { readonly steps: number } {
    let steps = 0;
    for (let index = 1; index < SPANS; index += 1) {
      steps = this.service.step(steps);
    }
    return { steps };
  }
}
