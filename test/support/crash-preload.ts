import { preload } from './preload.js';

/**
 * Node's parameters that let a process crash on command: on SIGUSR2, and in the middle of a request whose URL contains
 * `crash`, which then never gets an answer.
 *
 * @param code what runs, outside of every `try`
 */
export function crashOnCommand(code: string): readonly string[] {
  return preload(`
import { subscribe } from 'node:diagnostics_channel';
const crash = () => { ${code} };
process.on('SIGUSR2', () => { setTimeout(crash, 0); });
subscribe('http.server.request.start', ({ request, response }) => {
  if (!request.url.includes('crash')) return;
  response.writeHead = () => { setTimeout(crash, 0); return response; };
  response.end = () => response;
});`);
}

/** The same, by itself, as soon as the process listens for crashes: long before there is an application. */
export function crashAtStart(code: string): readonly string[] {
  return preload(`
process.on('newListener', (name) => {
  if (name === 'uncaughtException') setTimeout(() => { ${code} }, 20);
});`);
}
