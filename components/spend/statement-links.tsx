import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import type { Statement } from "@/lib/contracts/statements";

type Neighbour = NonNullable<Statement["next"]>;

/** From one statement to those beside it, and back to all of them; not on paper. */
export function StatementLinks({ previous, next }: Pick<Statement, "previous" | "next">) {
  return (
    <nav aria-label="Statements" data-screen-only="" className="flex flex-wrap items-center gap-2">
      <Button asChild size="sm" variant="ghost">
        <PageLink href="/spend#statements">All statements</PageLink>
      </Button>
      <span className="ml-auto flex flex-wrap gap-2">
        {previous && (
          <Neighbouring to={previous} rel="prev" label="Previous statement">
            <ChevronLeft aria-hidden />
            {previous.reference}
          </Neighbouring>
        )}
        {next && (
          <Neighbouring to={next} rel="next" label="Next statement">
            {next.reference}
            <ChevronRight aria-hidden />
          </Neighbouring>
        )}
      </span>
    </nav>
  );
}

type NeighbouringProps = {
  to: Neighbour;
  rel: "prev" | "next";
  label: string;
  children: ReactNode;
};

function Neighbouring({ to, rel, label, children }: NeighbouringProps) {
  return (
    <Button asChild size="sm">
      <PageLink href={`/statements/${to.id}`} rel={rel} aria-label={`${label}, ${to.reference}`}>
        {children}
      </PageLink>
    </Button>
  );
}
