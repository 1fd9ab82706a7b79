import { describe, expect, it } from "vitest";
import { type CheckedAddress, checkOutgoingAddress } from "@/lib/integrations/outgoing-address";

const at = (...addresses: string[]) => ({
  loopback: false,
  resolve: async (): Promise<CheckedAddress[]> =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
});
const check = (url: string, options = at("93.184.216.34")) => checkOutgoingAddress(new URL(url), options);

describe("checkOutgoingAddress", () => {
  it("lets the public Internet through, and says what to connect to", async () => {
    const both = at("93.184.216.34", "2606:2800:220:1::1");
    expect(await check("https://hooks.example.com/x", both)).toEqual([
      { address: "93.184.216.34", family: 4 },
      { address: "2606:2800:220:1::1", family: 6 },
    ]);
    expect(await check("https://1.1.1.1/")).toEqual([{ address: "1.1.1.1", family: 4 }]);
  });

  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://100.100.100.200/",
    "https://198.18.0.1/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[fe80::1]/",
    "https://[fd00:ec2::254]/",
    "https://[ff02::1]/",
  ])("refuses %s", async (url) => {
    await expect(check(url)).rejects.toThrow("not an address of the public Internet");
  });

  it("refuses a name as soon as one of its addresses is refused", async () => {
    await expect(check("https://rebind.example/", at("93.184.216.34", "10.0.0.5"))).rejects.toThrow(
      "rebind.example",
    );
    await expect(check("https://mapped.example/", at("::ffff:10.0.0.5"))).rejects.toThrow("mapped.example");
    await expect(check("https://nowhere.example/", at())).rejects.toThrow("has no address");
  });

  it("refuses other protocols and addresses with passwords", async () => {
    await expect(check("http://hooks.example.com/")).rejects.toThrow("https://");
    await expect(check("ftp://hooks.example.com/")).rejects.toThrow("https://");
    await expect(check("file:///etc/passwd")).rejects.toThrow("https://");
    await expect(check("https://user:secret@hooks.example.com/")).rejects.toThrow("user name");
  });

  it("lets only loopback through for development", async () => {
    const development = { ...at("127.0.0.1"), loopback: true };
    expect(await check("http://localhost:4000/", development)).toEqual([{ address: "127.0.0.1", family: 4 }]);
    await expect(check("http://10.0.0.1/", development)).rejects.toThrow("public Internet");
    await expect(check("http://169.254.169.254/", development)).rejects.toThrow("public Internet");
  });
});
