"use client";

import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { ApiProblem } from "@/lib/api/api-problem";
import { DESTINATION_CHANNELS, type DestinationChannel } from "@/lib/domain/alerts/rule";
import { useDestinationCreate } from "@/lib/queries/alert-destinations";
import { CHANNEL_LABELS } from "./prepare/rule-words";

/** Adds a destination; a webhook's secret is shown this once. */
export function DestinationForm() {
  const [channel, setChannel] = useState<DestinationChannel>("email");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const create = useDestinationCreate();
  const problem = create.error instanceof ApiProblem ? create.error : null;
  const refusal = problem?.errors.address?.join("; ");
  const save = (event: FormEvent) => {
    event.preventDefault();
    const clear = () => {
      setName("");
      setAddress("");
    };
    create.mutate({ channel, name: name.trim(), address: address.trim() }, { onSuccess: clear });
  };
  return (
    <form onSubmit={save} className="flex flex-col gap-3" noValidate>
      {create.error && refusal === undefined && (
        <Alert tone="critical" role="alert">
          {problem?.detail ?? "This did not work. Try again."}
        </Alert>
      )}
      {create.data?.secret && (
        <Alert tone="success" title="The webhook’s secret, shown this once" role="status">
          <span className="inline-flex max-w-full items-center gap-1">
            <code className="truncate font-mono text-xs">{create.data.secret}</code>
            <CopyButton text={create.data.secret} label="Copy the secret" />
          </span>
        </Alert>
      )}
      <div className="flex flex-wrap items-start gap-2">
        <Select
          label="Channel"
          value={channel}
          onValueChange={(value) => setChannel(DESTINATION_CHANNELS.find((one) => one === value) ?? channel)}
          options={DESTINATION_CHANNELS.map((value) => ({ value, label: CHANNEL_LABELS[value] }))}
          className="mt-6"
        />
        <Field
          className="min-w-40 flex-1"
          label="Name of the destination"
          value={name}
          maxLength={100}
          onChange={({ target }) => setName(target.value)}
        />
        <Field
          className="min-w-56 flex-2"
          label={channel === "email" ? "Mail address" : "Address, by https"}
          value={address}
          onChange={({ target }) => setAddress(target.value)}
          {...(refusal === undefined ? {} : { error: refusal })}
        />
        <Button
          type="submit"
          className="mt-6"
          disabled={create.isPending || name.trim() === "" || address.trim() === ""}
        >
          Add destination
        </Button>
      </div>
    </form>
  );
}
