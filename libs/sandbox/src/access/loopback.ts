/** Whether a host name or an address is this machine's own, which no other machine reaches. */
export function isLoopback(host: string): boolean {
  return (
    /^(?:.+\.)?localhost$/i.test(host) ||
    /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/i.test(host) ||
    host === '::1'
  );
}
