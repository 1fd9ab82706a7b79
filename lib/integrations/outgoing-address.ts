import "server-only";
import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { env } from "@/lib/env";

/** An address that the product will not call, with the reason as a sentence. */
export class OutgoingRefused extends Error {}

export type CheckedAddress = { address: string; family: 4 | 6 };
type Resolve = (host: string) => Promise<CheckedAddress[]>;
export type OutgoingOptions = { loopback?: boolean; resolve?: Resolve };

/** Everything that is not the public Internet: IANA's special-purpose registries, multicast, and ways around them. */
const REFUSED_V4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...[
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
  ],
  ...["224.0.0.0/4", "240.0.0.0/4"],
];
const REFUSED_V6 = [
  ...["::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16"],
  ...["3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"],
];

function blockList(...networks: string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix = ""] = network.split("/");
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? "ipv6" : "ipv4");
  }
  return list;
}

const refused = blockList(...REFUSED_V4, ...REFUSED_V6);
const loopback = blockList("127.0.0.0/8", "::1/128");

/** An IPv4 address inside an IPv6 one is judged as what it is. */
function plainAddress({ address, family }: CheckedAddress): CheckedAddress {
  if (family !== 6) return { address, family };
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? mappedHex(address);
  return mapped === undefined ? { address, family } : { address: mapped, family: 4 };
}

/** `::ffff:7f00:1` as `127.0.0.1`. */
function mappedHex(address: string): string | undefined {
  const parts = /^(?:0*:)*:?(?:0*:)*ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address);
  if (!parts) return undefined;
  const [high = 0, low = 0] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

function isRefused(given: CheckedAddress, mayLoop: boolean): boolean {
  const { address, family } = plainAddress(given);
  const type = family === 6 ? "ipv6" : "ipv4";
  if (loopback.check(address, type)) return !mayLoop;
  return refused.check(address, type);
}

const resolveHost: Resolve = async (host) => {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/**
 * Lets through addresses of the public Internet only, and answers with what to connect to. The name is resolved once
 * and every address is checked: whoever connects to these, and not to the name again, cannot be led elsewhere.
 */
export async function checkOutgoingAddress(
  url: URL,
  { loopback: mayLoop = env().OUTGOING_LOOPBACK === "on", resolve = resolveHost }: OutgoingOptions = {},
): Promise<CheckedAddress[]> {
  if (url.protocol !== "https:" && !(url.protocol === "http:" && mayLoop))
    throw new OutgoingRefused("The address must begin with https://.");
  if (url.username !== "" || url.password !== "")
    throw new OutgoingRefused("The address must not hold a user name or password.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const addresses =
    family === 0 ? await resolveName(host, resolve) : [{ address: host, family: asFamily(family) }];
  if (addresses.some((address) => isRefused(address, mayLoop)))
    throw new OutgoingRefused(`${host} is not an address of the public Internet.`);
  return addresses;
}

const asFamily = (family: number): 4 | 6 => (family === 6 ? 6 : 4);

async function resolveName(host: string, resolve: Resolve): Promise<CheckedAddress[]> {
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0) throw new OutgoingRefused(`${host} has no address.`);
  return addresses;
}
