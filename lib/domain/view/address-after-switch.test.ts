import { expect, it } from "vitest";
import { addressAfterSwitch } from "./address-after-switch";

it.each([
  ["?range=7d&provider=aws&hidden=a&tz=UTC", "/usage?range=7d&tz=UTC"],
  ["?start=2026-11-01&end=2026-11-03&team=web", "/usage?start=2026-11-01&end=2026-11-03"],
  ["?team=web", "/usage"],
  ["", "/usage"],
])("keeps the time of %s and drops its filters", (search, address) => {
  expect(addressAfterSwitch({ pathname: "/usage", search })).toBe(address);
});
