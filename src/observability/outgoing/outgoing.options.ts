/** What is said to other services of the trace that calls them. */
export interface OutgoingOptions {
  /**
   * Hosts that get `X-Amzn-Trace-Id` besides `traceparent`: `api.example.com`, `*.internal`, `localhost:8080`. A `*`
   * stands for any text; a pattern with a port matches that port only. The header tells the trace in AWS's own form, so it
   * goes to nobody else. @default none
   */
  readonly xrayHeaderHosts?: readonly string[];
}
