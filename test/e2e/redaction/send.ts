import { request } from 'node:http';
import type { Sent } from './place.js';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** 32 hexadecimal digits. */
  readonly traceId: string;
}

/** Sends a request with any header; `fetch` forbids some. */
export function send(
  url: string,
  { method = 'GET', headers = {}, body }: Sent = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString(),
          traceId: String(response.headers['traceparent']).split('-')[1] ?? '',
        });
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
