import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { PageLink } from "@/components/ui/page-link";
import { PageTitle } from "./page-title";

export interface Breadcrumb {
  label: string;
  href?: string;
}

export interface TopBarProps {
  title: string;
  /** What stands above the page, outermost first. */
  breadcrumbs?: readonly Breadcrumb[];
  /** "as of 14:03", refresh. */
  actions?: ReactNode;
}

/** The head of a page, rendered by the page itself. */
export function TopBar({ title, breadcrumbs = [], actions }: TopBarProps) {
  return (
    <div className="flex min-h-9 min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
      <div className="flex min-w-0 flex-1 items-center gap-1.5">
        {breadcrumbs.length > 0 && (
          <nav aria-label="Breadcrumb" className="max-sm:hidden" data-screen-only="">
            <ol className="flex items-center gap-1.5 text-sm text-axis">
              {breadcrumbs.map(({ label, href }) => (
                <li key={label} className="flex items-center gap-1.5">
                  {href ? (
                    <PageLink href={href} className="hover:text-text hover:underline">
                      {label}
                    </PageLink>
                  ) : (
                    label
                  )}
                  <ChevronRight aria-hidden className="size-3.5" />
                </li>
              ))}
            </ol>
          </nav>
        )}
        <PageTitle>{title}</PageTitle>
      </div>
      {actions && <div className="flex items-center gap-2 text-xs text-axis">{actions}</div>}
    </div>
  );
}
