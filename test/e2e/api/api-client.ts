/** An answer with its body read. */
export interface Answer {
  /** Where it came from. */
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body parsed; undefined when it is not JSON. */
  readonly json: unknown;
}

/** Calls one server over its socket. */
export class ApiClient {
  constructor(readonly url: string) {}

  async call(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(this.url + path, init);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      url: response.url,
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text !== '' ? JSON.parse(text) : undefined,
    };
  }

  get(path: string): Promise<Answer> {
    return this.call(path);
  }

  /** Posts a value as JSON. */
  post(path: string, body: unknown): Promise<Answer> {
    return this.postText(path, JSON.stringify(body), 'application/json');
  }

  /** Posts a body as it stands. */
  postText(path: string, body: string, contentType: string): Promise<Answer> {
    return this.call(path, {
      method: 'POST',
      body,
      headers: { 'content-type': contentType },
    });
  }
}
