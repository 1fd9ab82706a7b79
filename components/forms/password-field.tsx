"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Field, type FieldProps } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";

export type PasswordFieldProps = Omit<FieldProps, "type"> & {
  autoComplete: "current-password" | "new-password";
};

/** A password that can be shown while typing, which is better than typing it twice. */
export function PasswordField({ label, ...props }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Field
        label={label}
        type={shown ? "text" : "password"}
        spellCheck={false}
        autoCapitalize="none"
        {...props}
      />
      <IconButton
        icon={shown ? EyeOff : Eye}
        label={shown ? "Hide password" : "Show password"}
        onClick={() => setShown(!shown)}
        className="absolute -top-2.5 right-0"
      />
    </div>
  );
}
