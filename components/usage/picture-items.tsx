"use client";

import { ImageDown, Link } from "lucide-react";
import { useFigure } from "@/components/charts/figure-context";
import { savePicture } from "@/components/charts/picture/save-picture";
import { useView } from "@/components/filters/view-context";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast-store";
import { exportFileName } from "@/lib/domain/export/export-table";

/** The card as a picture, and the address of what it shows. */
export function PictureItems({ dataset }: { dataset: "usage" | "spend" }) {
  const { resolved, organization } = useView();
  const figure = useFigure();
  const save = async (extension: "png" | "svg") => {
    const { range, interval } = resolved;
    const name = { slug: organization.slug, dataset, from: range.start, to: range.end, interval };
    if (!figure.current) return;
    await savePicture(
      figure.current,
      extension,
      exportFileName({ ...name, at: new Date(), extension }),
    ).catch(() => toast({ title: "The picture could not be made", tone: "critical" }));
  };
  const copy = () =>
    navigator.clipboard.writeText(window.location.href).then(
      () => toast({ title: "Link copied" }),
      () => toast({ title: "The link could not be copied", tone: "critical" }),
    );
  return (
    <>
      <DropdownMenuItem onSelect={() => void save("png")}>
        <ImageDown aria-hidden />
        Download PNG
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => void save("svg")}>
        <ImageDown aria-hidden />
        Download SVG
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => void copy()}>
        <Link aria-hidden />
        Copy link
      </DropdownMenuItem>
    </>
  );
}
