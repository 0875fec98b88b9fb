import { describeCells } from './describe-cells.js';

describeCells('cloudwatch', 'daemon');
