import { assertEqual } from './assertions.js';
import type { ArrivedTrace } from './arrived-trace.js';
import { type HttpAnswer, httpAnswer } from './http-answer.js';
import type { Arrival, TraceReader } from './trace-reader.js';

/**
 * A request and what is expected of its answer; it is sent when the answer or the trace is first asked for:
 * `await app.request('/nowhere').expectStatus(404).trace()`.
 */
export class TracedRequest {
  private readonly expectations: ((answer: HttpAnswer) => void)[] = [];
  private sent: Promise<HttpAnswer> | undefined;

  constructor(
    private readonly url: string,
    private readonly init: RequestInit,
    private readonly traces: TraceReader,
  ) {}

  expectStatus(status: number): this {
    return this.expecting((answer) => {
      assertEqual(answer.status, status, `${this.url}: ${answer.body}`);
    });
  }

  expectHeader(name: string, value: string): this {
    return this.expecting(({ headers }) => {
      assertEqual(headers.get(name), value, `${this.url}: ${name}`);
    });
  }

  /** Sends it, once, and checks what is expected. */
  async answer(): Promise<HttpAnswer> {
    this.sent ??= this.send();
    const answer = await this.sent;
    for (const expectation of this.expectations) {
      expectation(answer);
    }
    return answer;
  }

  /** Sends it, checks what is expected, and waits for its trace. */
  async trace(arrival?: Arrival): Promise<ArrivedTrace> {
    const { traceId } = await this.answer();
    return this.traces.read(traceId, arrival);
  }

  private async send(): Promise<HttpAnswer> {
    const response = await fetch(this.url, this.init);
    const body = await response.text();
    return httpAnswer(response.status, response.headers, body, true);
  }

  private expecting(expectation: (answer: HttpAnswer) => void): this {
    this.expectations.push(expectation);
    return this;
  }
}
