import { HttpPost } from '../../delivery/index.js';

/** What the AWS SDK asks of a handler, as far as a service of POSTs to one URL needs it. */
interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** An answer in the SDK's form. */
interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/**
 * The AWS SDK's way to the network, by our connections: the SDK's own handler starts timers and sockets that keep a process
 * alive while a call hangs. Only the caller's abort signal limits a call in time.
 */
export class HttpPostHandler {
  private readonly posts = new Map<string, HttpPost>();

  async handle(
    request: SdkRequest,
    options: { readonly abortSignal?: unknown } = {},
  ): Promise<{ response: SdkResponse }> {
    const { abortSignal } = options;
    const { status, headers, body } = await this.postTo(request).post(
      request.headers,
      bytesOf(request.body),
      abortSignal instanceof AbortSignal
        ? abortSignal
        : new AbortController().signal,
    );
    const plain = Object.entries(headers).map(([name, value]) => [
      name,
      String(value),
    ]);
    return {
      response: {
        statusCode: status,
        headers: Object.fromEntries(plain),
        body,
      },
    };
  }

  /** The SDK may change a client's settings through this; there are none here. */
  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): object {
    return {};
  }

  destroy(): void {
    for (const post of this.posts.values()) {
      post.close();
    }
    this.posts.clear();
  }

  /** One for each URL; CloudWatch Logs has one. */
  private postTo({ protocol, hostname, port, path }: SdkRequest): HttpPost {
    const url = `${protocol}//${hostname}${port === undefined ? '' : `:${String(port)}`}${path}`;
    const known = this.posts.get(url);
    if (known !== undefined) {
      return known;
    }
    const post = new HttpPost({ url: new URL(url) });
    this.posts.set(url, post);
    return post;
  }
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) {
    return body;
  }
  return Buffer.from(typeof body === 'string' ? body : '');
}
