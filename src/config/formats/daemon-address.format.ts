import { format, FormatError } from './format.js';
import { parseHost } from './host.format.js';

/** A host without brackets and a port. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** Where the X-Ray daemon takes segments (UDP) and answers sampling calls (TCP). */
export interface DaemonAddress {
  readonly udp: HostAndPort;
  readonly tcp: HostAndPort;
}

/**
 * Reads AWS_XRAY_DAEMON_ADDRESS: `host:port` for both, or `tcp:host:port udp:host:port` in either order.
 * IPv6 goes in brackets. https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-nodejs-configuration.html
 */
export function parseDaemonAddress(text: string): DaemonAddress {
  const parts = text.split(/\s+/);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && !/^(tcp|udp):/.test(only)) {
    const both = parseHostAndPort(only);
    return { udp: both, tcp: both };
  }
  const udp = parts.filter((part) => part.startsWith('udp:'));
  const tcp = parts.filter((part) => part.startsWith('tcp:'));
  const [udpPart] = udp;
  const [tcpPart] = tcp;
  if (parts.length !== 2 || udpPart === undefined || tcpPart === undefined) {
    throw new FormatError('does not name one udp: and one tcp: address');
  }
  return {
    udp: parseHostAndPort(udpPart.slice('udp:'.length)),
    tcp: parseHostAndPort(tcpPart.slice('tcp:'.length)),
  };
}

/** The X-Ray daemon's address. */
export const daemonAddress = format(parseDaemonAddress);

function parseHostAndPort(text: string): HostAndPort {
  const match = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(text);
  const [, host, digits] = match ?? [];
  const port = Number(digits);
  if (host === undefined || !(port >= 1 && port <= 65_535)) {
    throw new FormatError(
      'does not have the form host:port with a port from 1 to 65535',
    );
  }
  return { host: parseHost(host), port };
}
