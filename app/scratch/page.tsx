"use client";
import { useState } from "react";
import { BarList } from "@/components/charts/bar-list";
import { DeltaBadge } from "@/components/charts/delta-badge";
import type { ChartKind, ChartSeries } from "@/components/charts/prepare/types";
import { SmallMultiples } from "@/components/charts/small-multiples";
import { Sparkline } from "@/components/charts/sparkline";
import { TimeSeriesChart } from "@/components/charts/time-series-chart";
import { quantityFormat } from "@/components/charts/value-format";
import { Alert } from "@/components/ui/alert";
import { Badge, Chip } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast-store";
import { formatChange } from "@/lib/format-change";

const buckets = Array.from({ length: 30 }, (_, i) => ({
  date: new Date(Date.UTC(2026, 9, 24 + i)).toISOString().slice(0, 10),
  start: new Date(Date.UTC(2026, 9, 24 + i)).toISOString(),
  end: new Date(Date.UTC(2026, 9, 25 + i)).toISOString(),
  partial: i === 29,
}));
const names = ["aws", "vercel", "openai", "azure", "gcp", "anthropic", "fly", "hetzner", "render", "neon"];
function make(key: string, k: number, scale = 1000): ChartSeries {
  const values = buckets
    .map(
      (_, i) =>
        (k === 3 && i > 10 && i < 14
          ? null
          : Math.round(Math.abs(Math.sin(i / 3 + k) * scale * (10 - k)) + scale) / (i === 29 ? 2 : 1)) as
          | number
          | null,
    )
    .map((v) => (v === null ? null : Math.round(v)));
  return {
    key,
    label: key,
    dates: buckets.map((b) => b.date),
    values,
    exact: values.map((v) => (v === null ? null : String(v))),
    total: String(values.reduce<number>((a, b) => a + (b ?? 0), 0)),
  };
}
const all = names.map((n, i) => make(n, i));
const total = String(all.reduce((a, s) => a + Number(s.total), 0));
const one = make("api", 1, 30000);

export default function Page() {
  const [kind, setKind] = useState<ChartKind>("area");
  const [hidden, setHidden] = useState<string[]>([]);
  const [k2, setK2] = useState<ChartKind>("bar");
  const [sel, setSel] = useState<string[]>(["vercel"]);
  const [err, setErr] = useState("a");
  const common = { interval: "day" as const, buckets, asOf: "2026-11-22T14:03:00Z", knownKeys: names };
  const prev = {
    dates: buckets.map((_, i) => new Date(Date.UTC(2026, 8, 24 + i)).toISOString().slice(0, 10)),
    values: one.values.map((v) => (v ?? 0) * 0.8),
    exact: one.values.map((v) => String(Math.round((v ?? 0) * 0.8))),
    total: "1",
  };
  return (
    <main className="mx-auto flex max-w-[80rem] flex-col gap-4 p-4">
      <h1 className="text-xl font-semibold">Scratch</h1>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          onClick={() => toast({ title: "View saved", action: { label: "Undo", onSelect: () => {} } })}
        >
          Save view
        </Button>
        <Button>Secondary</Button>
        <Button variant="ghost">Ghost</Button>
        <Button variant="danger">Delete</Button>
        <Select
          label="Interval"
          showLabel
          value={err}
          onValueChange={setErr}
          options={[
            { value: "a", label: "Day" },
            { value: "b", label: "Week" },
            { value: "c", label: "Hour", disabled: true, hint: "Too many points" },
          ]}
        />
        <Chip removeLabel="x" onRemove={() => {}}>
          Provider: aws
        </Chip>
        <Badge tone="success">OK</Badge>
        <Badge tone="warning">Warning 75 %</Badge>
        <Badge tone="critical">Critical</Badge>
        <Badge tone="exceeded">Exceeded</Badge>
        <Checkbox checked label="Hide rows without usage" onCheckedChange={() => {}} />
        <Sparkline label="API requests" values={one.values} />
        <Dialog>
          <DialogTrigger asChild>
            <Button>Open</Button>
          </DialogTrigger>
          <DialogContent title="Dialog" description="Words" footer={<Button variant="primary">Apply</Button>}>
            body
            <Field label="Name" help="help" error="Not a date" />
          </DialogContent>
        </Dialog>
      </div>
      <Alert tone="warning" title="Data complete up to 13:00">
        Newer events may be missing
      </Alert>
      <TimeSeriesChart
        title="API requests"
        format={quantityFormat("request")}
        {...common}
        series={all}
        total={total}
        state={{ status: "ready" }}
        kind={kind}
        onKindChange={setKind}
        stacked
        hidden={hidden}
        onHiddenChange={setHidden}
        badge={<DeltaBadge change={formatChange("112", "100")} against="24 Sep – 23 Oct" />}
        hint="Click for events"
        onBucketSelect={(b) => toast({ title: b.date })}
      />
      <TimeSeriesChart
        title="Bandwidth"
        format={quantityFormat("byte")}
        {...common}
        series={[one]}
        total={one.total}
        state={{ status: "ready", refetching: true }}
        kind={k2}
        onKindChange={setK2}
        hidden={[]}
        onHiddenChange={() => {}}
      />
      <TimeSeriesChart
        title="Compared"
        format={quantityFormat("request")}
        {...common}
        series={[{ ...one, previous: prev }]}
        total={one.total}
        state={{ status: "ready" }}
        kind="line"
        onKindChange={setK2}
        hidden={[]}
        onHiddenChange={() => {}}
      />
      <SmallMultiples
        title="All meters"
        {...common}
        kind="bar"
        onKindChange={() => {}}
        state={{ status: "ready" }}
        panels={[
          {
            key: "a",
            title: "API requests",
            format: quantityFormat("request"),
            series: [one],
            total: one.total,
          },
          {
            key: "b",
            title: "Bandwidth",
            format: quantityFormat("byte"),
            series: [make("bw", 2, 3e9)],
            total: "1234567890123",
          },
        ]}
      />
      <div className="grid gap-4 md:grid-cols-2">
        <BarList
          title="Top providers"
          format={quantityFormat("upload")}
          state={{ status: "ready" }}
          selected={sel}
          onToggle={(k) => setSel((s) => (s.includes(k) ? s.filter((x) => x !== k) : [...s, k]))}
          items={all.map((s, i) => ({
            key: s.key,
            label: s.label,
            value: s.total ?? "0",
            share: String(Math.round(40 / (i + 1))),
          }))}
        />
        <TimeSeriesChart
          title="Failing"
          format={quantityFormat("request")}
          {...common}
          series={[]}
          total={null}
          state={{
            status: "error",
            message: "The usage could not be read.",
            onRetry: () => {},
            requestId: "req_123",
          }}
          kind="line"
          onKindChange={setK2}
          hidden={[]}
          onHiddenChange={() => {}}
        />
        <TimeSeriesChart
          title="Empty"
          format={quantityFormat("request")}
          {...common}
          series={[]}
          total={"0"}
          state={{
            status: "empty",
            reason: "No usage for these filters between 24 Oct and 22 Nov",
            actions: <Button>Clear filters</Button>,
          }}
          kind="line"
          onKindChange={setK2}
          hidden={[]}
          onHiddenChange={() => {}}
        />
        <TimeSeriesChart
          title="Loading"
          format={quantityFormat("request")}
          {...common}
          series={[]}
          total={null}
          state={{ status: "loading" }}
          kind="line"
          onKindChange={setK2}
          hidden={[]}
          onHiddenChange={() => {}}
        />
      </div>
    </main>
  );
}
