"use client";

import { type FormEvent, useState } from "react";
import { ApiProblem } from "@/lib/api/api-problem";
import type { NewPriceBody } from "@/lib/contracts/prices";
import type { DraftErrors, PriceDraft } from "./price-draft";
import { readDraft } from "./read-draft";

/** In an answer about a plan a field is named by its place in the plan's list. */
const PLACE = /^\d+\.(prices\.\d+\.)?/;

function refusedFields(error: unknown): DraftErrors {
  if (!(error instanceof ApiProblem)) return {};
  const entries = Object.entries(error.errors);
  return Object.fromEntries(
    entries.map(([field, sentences]) => [field.replace(PLACE, ""), sentences.join("; ")]),
  );
}

/** A price while it is typed: checked by the contract when it is sent, then at every change. */
export function usePriceForm(
  initial: PriceDraft,
  currency: string,
  save: (price: NewPriceBody) => Promise<void>,
) {
  const [draft, setDraft] = useState(initial);
  const [errors, setErrors] = useState<DraftErrors>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const read = readDraft(draft, currency);

  function change(next: PriceDraft): void {
    setDraft(next);
    if (Object.keys(errors).length === 0) return;
    const reread = readDraft(next, currency);
    setErrors("errors" in reread ? reread.errors : {});
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    if (pending) return;
    setFailure(null);
    if ("errors" in read) return refuse(form, read.errors);
    setPending(true);
    try {
      await save(read.price);
    } catch (error) {
      refuse(form, refusedFields(error));
      setFailure(error instanceof Error && error.message ? error.message : "This did not work. Try again.");
    } finally {
      setPending(false);
    }
  }

  function refuse(form: HTMLFormElement, found: DraftErrors): void {
    setErrors(found);
    // After the fields are marked.
    requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }

  const price = "price" in read ? read.price : null;
  return { draft, change, errors, failure, pending, onSubmit, price };
}
