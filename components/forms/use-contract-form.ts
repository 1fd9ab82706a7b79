"use client";

import { type FormEvent, useId, useState } from "react";
import type * as z from "zod";
import { ApiProblem } from "@/lib/api/api-problem";
import { loaded } from "@/lib/api/loaded";

export type FieldErrors = Readonly<Record<string, string>>;

function errorsOf(schema: z.ZodObject, form: HTMLFormElement): FieldErrors {
  const parsed = schema.safeParse(Object.fromEntries(new FormData(form)));
  const entries = parsed.error?.issues.map((issue) => [String(issue.path[0]), issue.message] as const) ?? [];
  // The first sentence about a field is the one to act on.
  return { ...Object.fromEntries(entries.toReversed()), ...unreadable(form) };
}

/** Half a date is an empty text to a form: it must not count as nothing. */
function unreadable(form: HTMLFormElement): FieldErrors {
  const bad = inputsOf(form).filter(({ validity }) => validity.badInput);
  return Object.fromEntries(bad.map(({ name }) => [name, "is not complete"]));
}

const inputsOf = (form: HTMLFormElement) =>
  [...form.elements].filter((element) => element instanceof HTMLInputElement);

function refusedFields(error: unknown): FieldErrors {
  if (!(error instanceof ApiProblem)) return {};
  const entries = Object.entries(error.errors).map(([field, sentences]) => [field, sentences.join("; ")]);
  return Object.fromEntries(entries);
}

function sentenceOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.detail;
  return error instanceof Error && error.message ? error.message : "This did not work. Try again.";
}

function focusFirst(form: HTMLFormElement, errors: FieldErrors): void {
  inputsOf(form)
    .find((input) => input.name in errors)
    ?.focus();
}

/**
 * A form whose fields are those of a contract's body, whose code comes when the form gets the focus. A field is checked
 * when it is left, then at every change; what the server refuses stands at its field; nothing typed is ever cleared.
 */
export function useContractForm<S extends z.ZodObject>(
  schema: () => Promise<S>,
  submit: (values: z.output<S>) => Promise<void>,
) {
  const formId = useId();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function recheck(form: HTMLFormElement, name: string): Promise<void> {
    // What cannot be checked now is checked, and told, when it is sent.
    const known = await schema().catch(() => null);
    const found = known === null ? undefined : errorsOf(known, form)[name];
    setErrors(({ [name]: _, ...others }) => (found ? { ...others, [name]: found } : others));
  }

  function refuse(form: HTMLFormElement, found: FieldErrors, sentence: string | null): void {
    setErrors(found);
    setFailure(sentence);
    focusFirst(form, found);
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    if (pending) return;
    setPending(true);
    refuse(form, {}, null);
    try {
      const known = await loaded(schema());
      const parsed = known.safeParse(Object.fromEntries(new FormData(form)));
      const found = errorsOf(known, form);
      if (parsed.success && Object.keys(found).length === 0) await submit(parsed.data);
      else refuse(form, found, null);
    } catch (error) {
      const fields = refusedFields(error);
      refuse(form, fields, Object.keys(fields).length > 0 ? null : sentenceOf(error));
    } finally {
      setPending(false);
    }
  }

  const formProps = {
    noValidate: true,
    // Sent before the page is alive, a form would otherwise put a password into the address.
    method: "post" as const,
    onSubmit,
    onFocus: () => void schema().catch(() => {}),
    onBlur: ({ target, currentTarget }: FormEvent<HTMLFormElement>) => {
      if (target instanceof HTMLInputElement && target.value !== "") void recheck(currentTarget, target.name);
    },
    onChange: ({ target, currentTarget }: FormEvent<HTMLFormElement>) => {
      if (target instanceof HTMLInputElement && target.name in errors)
        void recheck(currentTarget, target.name);
    },
  };
  const field = (name: string & keyof z.input<S>) => ({
    id: `${formId}-${name}`,
    name,
    error: errors[name],
  });
  return { formProps, field, formId, errors, failure, pending };
}

export type ContractForm = Pick<ReturnType<typeof useContractForm>, "formId" | "errors" | "failure">;
