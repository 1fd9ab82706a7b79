"use client";

import { useId } from "react";
import { Field, type FieldProps } from "@/components/ui/field";

type DraftFieldProps = Omit<FieldProps, "onChange" | "value" | "error"> & {
  value: string;
  onValue: (value: string) => void;
  /** The sentence about this field, if something is wrong with it. */
  error?: string | undefined;
};

/** A field of a draft: decimal text unless told. */
export function DraftField({ value, onValue, error, ...props }: DraftFieldProps) {
  const id = useId();
  return (
    <Field
      id={id}
      inputMode="decimal"
      autoComplete="off"
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
      {...(error ? { error } : {})}
      {...props}
    />
  );
}
