import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, it } from "vitest";
import { Radio, RadioGroup } from "./radio-group";

afterEach(cleanup);

const user = userEvent.setup();
const radio = (name: string) => screen.getByRole<HTMLButtonElement>("radio", { name });

function Fruit({ initially }: { initially: string }) {
  const [value, setValue] = useState(initially);
  return (
    <RadioGroup aria-label="Fruit" value={value} onValueChange={setValue} values={["apple", 'p"ear']}>
      <Radio value="apple">Apple</Radio>
      <Radio value="fig" disabled>
        Fig
      </Radio>
      <Radio value={'p"ear'}>Pear</Radio>
    </RadioGroup>
  );
}

it("chooses by click, and nothing that is disabled", async () => {
  render(<Fruit initially="apple" />);
  await user.click(radio("Pear"));
  expect(radio("Pear").getAttribute("aria-checked")).toBe("true");
  await user.click(radio("Fig"));
  expect(radio("Fig").getAttribute("aria-checked")).toBe("false");
});

it("is one tab stop whose arrow keys choose, go around and leave out what is disabled", async () => {
  render(<Fruit initially="apple" />);
  await user.tab();
  expect(document.activeElement).toBe(radio("Apple"));
  await user.keyboard("{ArrowRight}");
  expect(document.activeElement).toBe(radio("Pear"));
  expect(radio("Pear").getAttribute("aria-checked")).toBe("true");
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(radio("Apple"));
  await user.keyboard("{ArrowUp}");
  expect(document.activeElement).toBe(radio("Pear"));
  await user.tab();
  expect(document.activeElement).toBe(document.body);
});

it("is entered at its first item where none is chosen", async () => {
  render(<Fruit initially="none" />);
  await user.tab();
  expect(document.activeElement).toBe(radio("Apple"));
});
