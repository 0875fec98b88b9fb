import { describeCells } from './describe-cells.js';

describeCells('xray', 'otlp');
