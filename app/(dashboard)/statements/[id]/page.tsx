import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageFrame } from "@/components/shell/page-frame";
import { PrintButton } from "@/components/spend/print-button";
import { StatementSheet } from "@/components/spend/statement-sheet";
import { viewerContext } from "@/lib/auth/viewer";
import { roleReaches } from "@/lib/domain/viewer";
import { NotFoundError } from "@/lib/errors";
import { findStatement } from "@/lib/services/statements/find-statement";

export const metadata: Metadata = { title: "Statement" };

/** A statement to read or to print. Whoever may not see money finds nothing here. */
export default async function StatementPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const context = await viewerContext({ role: "member", scope: "read" });
  const { viewer } = context;
  if (viewer.kind !== "user" || !roleReaches(viewer.role, "finance")) notFound();
  const statement = await findStatement(context, { id }).catch((error: unknown) => {
    if (error instanceof NotFoundError) notFound();
    throw error;
  });
  return (
    <PageFrame
      title={`Statement ${statement.reference}`}
      breadcrumbs={[{ label: "Spend", href: "/spend" }]}
      actions={<PrintButton />}
    >
      <StatementSheet statement={statement} />
    </PageFrame>
  );
}
