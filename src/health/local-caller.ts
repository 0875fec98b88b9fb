/** Headers by which a proxy says that it speaks for somebody else (RFC 7239, RFC 9110 7.6.3, and what stood in before them). */
const FORWARDING = /^(?:forwarded|via|x-forwarded(?:-.+)?|x-real-ip)$/;

/** Addresses of this machine, IPv4 in IPv6 too (RFC 1122 3.2.1.3, RFC 4291 2.5.3). */
const LOOPBACK = /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;

/**
 * Whether a caller is on this machine and speaks for itself: a proxy on this machine brings the requests of strangers.
 *
 * @param address the network peer
 * @param headers with names in lower case, as Node has them
 */
export function isLocalCaller(
  address: string | undefined,
  headers: Readonly<Record<string, unknown>>,
): boolean {
  return (
    LOOPBACK.test(address ?? '') &&
    !Object.keys(headers).some((name) => FORWARDING.test(name))
  );
}
