import {
  Controller,
  Get,
  Inject,
  Logger,
  Param,
  ParseIntPipe,
} from '@nestjs/common';
import { WINSTON_MODULE_PROVIDER } from 'nest-winston';
import type { Logger as Winston } from 'winston';
import {
  ErrorReporter,
  XRayRecorder,
} from '../../../src/observability/index.js';
import { DOORS } from './doors.js';
import { ERRORS } from './errors.js';
import { reads } from './hostile-value.js';
import { HostileWork, Neighbour } from './hostile-work.js';
import { Snapshot } from './snapshot.js';
import { VALUES } from './values.js';

export const EVERYTHING = [...VALUES, ...ERRORS];

/** What happened to a value. */
export interface Use {
  readonly unchanged: boolean;
  /** Calls of getters, where they are counted. */
  readonly reads: number;
  /** CPU time of the door itself, in milliseconds: what a request waits for. */
  readonly cpuMs: number;
}

/** Uses since the last time somebody looked, by the value's index. */
export const uses = new Map<number, Use>();

/** Takes one hostile value through one door, with harmless work before and after it. */
@Controller('hostile')
export class HostileController {
  private readonly logger = new Logger('Neighbour');

  constructor(
    private readonly reporter: ErrorReporter,
    private readonly recorder: XRayRecorder,
    private readonly work: HostileWork,
    private readonly neighbour: Neighbour,
    @Inject(WINSTON_MODULE_PROVIDER) private readonly winston: Winston,
  ) {}

  @Get(':door/:value')
  async use(
    @Param('door', ParseIntPipe) door: number,
    @Param('value', ParseIntPipe) index: number,
  ): Promise<string> {
    const value = EVERYTHING[index]?.make();
    const before = new Snapshot(value);
    this.say('before');
    const readsBefore = reads.count;
    const started = process.threadCpuUsage();
    const done = DOORS[door]?.use(value, {
      reporter: this.reporter,
      recorder: this.recorder,
      work: this.work,
      winston: this.winston,
    });
    const { user, system } = process.threadCpuUsage(started);
    await done;
    this.say('after');
    uses.set(index, {
      unchanged: before.isUnchanged(),
      reads: reads.count - readsBefore,
      cpuMs: (user + system) / 1000,
    });
    return 'done';
  }

  private say(what: string): void {
    this.neighbour.say(what, this.reporter);
    this.logger.log(what);
  }
}
