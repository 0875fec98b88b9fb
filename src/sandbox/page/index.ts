export { PAGE_ASSETS, PAGE_HEADERS, wantsPage } from './delivery.js';
export { renderPage } from './page.js';
