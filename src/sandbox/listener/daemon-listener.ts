import {
  type ExchangeTakeover,
  HttpListener,
  type WireHandler,
} from './http-listener.js';
import { type DatagramHandler, UdpListener } from './udp-listener.js';

/** How often a free number is looked for that both protocols have. */
const ATTEMPTS = 20;

/** UDP and HTTP over TCP on one port number, as the X-Ray daemon listens. */
export class DaemonListener {
  readonly #udp: UdpListener;
  readonly #http: HttpListener;

  private constructor(udp: UdpListener, http: HttpListener) {
    this.#udp = udp;
    this.#http = http;
  }

  /** The port bound in both protocols. */
  get port(): number {
    return this.#udp.port;
  }

  /**
   * Binds both; with port 0 it takes a free UDP port and tries that number in
   * TCP, and again with another when it is taken there.
   *
   * @throws the system's error, for example with code `EADDRINUSE`.
   */
  static async start(
    port: number,
    maxBodyBytes: number,
    onDatagram: DatagramHandler,
    onRequest: WireHandler,
    takesOver?: ExchangeTakeover,
  ): Promise<DaemonListener> {
    for (let attempt = 1; ; attempt += 1) {
      const udp = await UdpListener.start(port, onDatagram);
      try {
        const http = await HttpListener.start(
          udp.port,
          maxBodyBytes,
          onRequest,
          takesOver,
        );
        return new DaemonListener(udp, http);
      } catch (error) {
        await udp.close();
        if (port !== 0 || attempt >= ATTEMPTS) throw error;
      }
    }
  }

  /** Closes both. */
  async close(): Promise<void> {
    await Promise.all([this.#udp.close(), this.#http.close()]);
  }
}
