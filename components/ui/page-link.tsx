"use client";

import Link from "next/link";
import { type ComponentProps, useState } from "react";

export type PageLinkProps = Omit<ComponentProps<typeof Link>, "prefetch" | "onPointerEnter" | "onFocus">;

/** A link to a page of ours, fetched ahead when a pointer or the focus reaches the link instead of when it is seen. */
export function PageLink(props: PageLinkProps) {
  const [isNear, setNear] = useState(false);
  const near = () => setNear(true);
  return <Link prefetch={isNear ? "auto" : false} onPointerEnter={near} onFocus={near} {...props} />;
}
