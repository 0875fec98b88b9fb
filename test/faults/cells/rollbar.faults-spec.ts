import { describeCells } from './describe-cells.js';

describeCells('rollbar', 'daemon');
