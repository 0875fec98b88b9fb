import { render } from 'preact';
import { App } from './app.js';
import { listen } from './api/live.js';
import { followLocation } from './state/route.js';
import { applyTheme } from './state/theme.js';

applyTheme();
followLocation();
listen();

const root = document.getElementById('app');
if (root) render(<App />, root);
