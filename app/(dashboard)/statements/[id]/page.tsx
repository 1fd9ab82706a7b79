import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageFrame } from "@/components/shell/page-frame";
import { PrintButton } from "@/components/spend/print-button";
import { StatementLinks } from "@/components/spend/statement-links";
import { StatementSheet } from "@/components/spend/statement-sheet";
import { viewerContext } from "@/lib/auth/viewer";
import { roleReaches } from "@/lib/domain/viewer";
import { NotFoundError } from "@/lib/errors";
import { findStatement } from "@/lib/services/statements/find-statement";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Statement ${(await params).id}` };
}

/** A statement to read or to print. */
export default async function StatementPage({ params }: Props) {
  const { id } = await params;
  const context = await viewerContext({ role: "member", scope: "read" });
  const { viewer, tenant } = context;
  if (viewer.kind !== "user" || !roleReaches(viewer.role, "finance"))
    return (
      <PageFrame title="Statement">
        <p className="text-sm">
          Statements are for the roles finance, admin and owner. Ask an owner of {tenant.name} for one of
          them.
        </p>
      </PageFrame>
    );
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
      <StatementLinks previous={statement.previous} next={statement.next} />
      <StatementSheet statement={statement} />
    </PageFrame>
  );
}
