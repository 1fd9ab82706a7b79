import { type Ref, useImperativeHandle } from "react";
import { usePopup } from "./popup";

/**
 * Stands for the real trigger among the primitives, which came after it: they take its place on the page from here, and
 * give the focus back to it.
 */
export function TriggerStandIn({ ref }: { ref?: Ref<HTMLElement | null> }) {
  const { opener } = usePopup();
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => opener.current);
  return null;
}
