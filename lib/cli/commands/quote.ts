import { type Command, InvalidArgumentError } from "commander";
import { price } from "@/lib/contracts/price";
import type { PriceQuote } from "@/lib/contracts/price-quote";
import { quote } from "@/lib/services/prices/quote-price";
import { addCommand, type CommonOptions } from "../command";
import type { ExitCode } from "../failure";
import type { Terminal } from "../terminal";
import { decimal } from "../values";

type PriceInput = ReturnType<typeof price.parse>;
type Options = CommonOptions & { price: PriceInput };

const NOTES = `
Example: quote 7200 --price '{"currency":"USD","model":"unit","unit_amount":"0.05","per":"3600"}'
Nothing is read and nothing is kept; the price is written as in docs/pricing.md.`;

/** `quote QUANTITY --price JSON`: what a quantity would cost in one period. */
export function addQuote(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addCommand(program, "quote", "what a quantity would cost under a price", "taken, but not needed")
    .argument("<quantity>", "decimal number in the meter's unit", decimal)
    .requiredOption("--price <json>", "the price, a JSON object with its currency and model", readPrice)
    .addHelpText("after", NOTES)
    .action((quantity: string, options: Options) => {
      const answer = quote({ price: options.price, quantity });
      terminal.print(options.json ? JSON.stringify(answer) : told(answer));
      end(0);
    });
}

function told({ amount, exact_amount, currency, tiers }: PriceQuote): string {
  const lines = tiers.map(
    ({ from, to, quantity, amount }) => `${from} to ${to ?? "any"}: ${quantity} units cost ${amount}`,
  );
  return [`${amount} ${currency} (exactly ${exact_amount})`, ...lines].join("\n");
}

function readPrice(text: string): PriceInput {
  const parsed = price.safeParse(readJson(text));
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "price"} ${message}`);
  throw new InvalidArgumentError(`${sentences.join("; ")}.`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
