import { request } from 'node:http';
import { outsideRequests } from '../../delivery/index.js';

/** Characters read of an answer; metadata documents have a few kilobytes. */
const MAX_LENGTH = 65_536;

export interface MetadataRequest {
  readonly method?: 'GET' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Asks a metadata service of the host's own network, outside every trace. It follows no redirect and keeps no process
 * alive. Rejects unless the answer is 200.
 */
export function fetchMetadata(
  url: URL,
  { method = 'GET', headers = {}, signal }: MetadataRequest,
): Promise<string> {
  return outsideRequests(
    () =>
      new Promise<string>((resolve, reject) => {
        const call = request(
          url,
          { method, headers, signal, agent: false },
          (response) => {
            let text = '';
            response.setEncoding('utf8');
            response.on('data', (chunk: string) => {
              text = `${text}${chunk}`.slice(0, MAX_LENGTH);
            });
            response.once('error', reject);
            response.once('end', () => {
              if (response.statusCode === 200) {
                resolve(text);
              } else {
                reject(new Error(`HTTP ${String(response.statusCode)}`));
              }
            });
          },
        );
        call.once('socket', (socket) => {
          socket.unref();
        });
        call.once('error', reject);
        call.end();
      }),
  );
}
