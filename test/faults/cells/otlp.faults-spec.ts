import { describeCells } from './describe-cells.js';

describeCells('otlp', 'daemon');
