import { TroubleReporter } from '../../delivery/index.js';
import { redactText } from '../../redaction/index.js';

const trouble = new TroubleReporter('logger');

/** Says on standard error what is wrong with the logger itself, once a minute at the most: its own lines may be what fails. */
export function loggerTrouble(problem: string): void {
  trouble.report(redactText(problem));
}
