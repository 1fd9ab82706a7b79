"use client";

import { useRouter } from "next/navigation";
import { FormErrors } from "@/components/forms/form-errors";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast-store";
import { useAccountChange } from "@/lib/queries/account";

const accountChangeBody = async () => (await import("@/lib/contracts/account")).accountChangeBody;

export function NameForm({ name, email }: { name: string; email: string }) {
  const router = useRouter();
  const change = useAccountChange();
  const form = useContractForm(accountChangeBody, async (values) => {
    await change.mutateAsync(values);
    toast({ title: "Name saved", tone: "success" });
    // The shell shows the name too.
    router.refresh();
  });
  return (
    <Card aria-labelledby="account-name">
      <CardHeader>
        <CardTitle id="account-name">You</CardTitle>
      </CardHeader>
      <CardBody>
        <form {...form.formProps} className="flex max-w-md flex-col gap-4">
          <FormErrors form={form} labels={{ name: "Name" }} />
          <Field label="Name" autoComplete="name" defaultValue={name} {...form.field("name")} />
          <p className="text-sm">
            <span className="text-axis">Mail</span> {email}
          </p>
          <Button type="submit" variant="primary" className="self-start" disabled={form.pending}>
            {form.pending ? "Saving…" : "Save name"}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
