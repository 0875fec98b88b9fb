export { DeliveryModule } from './delivery.module.js';
export type { AttemptResult, Transport } from './attempt-result.js';
export type { DeliveryFigures } from './delivery-figures.js';
export { DeliveryQueue } from './delivery-queue.js';
export { DeliveryRegistry } from './delivery-registry.js';
export { type HttpAnswer, HttpPost, outcomeOfStatus } from './http-post.js';
export { outsideRequests } from './outside-requests.js';
export { TroubleReporter } from './trouble-reporter.js';
