import { describeCells } from './describe-cells.js';

describeCells('all', 'daemon');
