import type { ArrivedTrace } from '../support/arrived-trace.js';
import { field, textOf } from '../support/field.js';
import { fenced, type ToldTrace } from './told-trace.js';
import { isOurs, listOf, ourPath } from './xray-page.js';

/** What Rollbar's console shows of one occurrence. */
export class RollbarPage {
  constructor(
    private readonly told: ToldTrace,
    private readonly arrived: ArrivedTrace,
  ) {}

  /** All of the item but its body. */
  occurrence(): string {
    const { body: _, ...data } = this.arrived.item().fields;
    return this.told.json(data);
  }

  /** The trace chain: each exception with the frames of this application, the innermost call last, as Rollbar keeps them. */
  trace(): string {
    const chain = listOf(
      field(this.arrived.item().fields, 'body', 'trace_chain'),
    );
    const texts = chain.map((link, index) => {
      const exception = field(link, 'exception');
      const heading = `${index === 0 ? '' : 'caused by '}${String(field(exception, 'class'))}: ${String(field(exception, 'message'))}`;
      const all = listOf(field(link, 'frames'));
      const ours = all.filter((frame) =>
        isOurs(String(field(frame, 'filename'))),
      );
      const frames = ours.map((frame) =>
        [
          `  ${ourPath(String(field(frame, 'filename')))} in ${String(field(frame, 'method'))}`,
          `      ${textOf(field(frame, 'code')).trim()}`,
        ].join('\n'),
      );
      return [this.told.values.text(heading), ...frames].join('\n');
    });
    return fenced('text', texts.join('\n\n'));
  }
}
