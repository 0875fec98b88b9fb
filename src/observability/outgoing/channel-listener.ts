import { subscribe } from 'node:diagnostics_channel';

/**
 * Listens to one of Node's diagnostics channels for as long as the process lives. What a listener throws would come back as
 * an uncaught exception; it ends here instead.
 */
export function listen(
  channel: string,
  listener: (message: object) => void,
): void {
  subscribe(channel, (message) => {
    try {
      if (typeof message === 'object' && message !== null) {
        listener(message);
      }
    } catch {
      // The application's call goes on, only less is known of it.
    }
  });
}
