import type { NetworkInterfaceInfo } from 'node:os';
import type { TransportListenInfo } from 'mediasoup/types';

/**
 * Where a worker listens and what it tells clients. With an announced address it listens on every
 * interface and names that address. Without one it listens on loopback and on the machine's
 * addresses of both families, each named as it is, so that a call works on this machine and in
 * its network with nothing configured. UDP comes first; TCP on the same port is the way through
 * for networks that let no UDP out.
 */
export function listenInfos(
  port: number,
  announcedAddress: string | undefined,
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
): TransportListenInfo[] {
  const addresses =
    announcedAddress === undefined
      ? ownAddresses(interfaces).map((ip) => ({ ip }))
      : [{ ip: '0.0.0.0', announcedAddress }];
  return (['udp', 'tcp'] as const).flatMap((protocol) =>
    addresses.map((address) => ({ protocol, port, ...address })),
  );
}

function ownAddresses(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): string[] {
  const all = Object.values(interfaces).flatMap((entries) => entries ?? []);
  const usable = all.filter(
    // Link-local addresses need a zone that a browser on another machine cannot know.
    ({ internal, family, address }) =>
      !internal && !(family === 'IPv6' && address.toLowerCase().startsWith('fe80')),
  );
  return [...new Set(['127.0.0.1', ...usable.map(({ address }) => address)])];
}
