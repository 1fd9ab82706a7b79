import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AccountView } from "@/components/account/account-view";
import { PageFrame } from "@/components/shell/page-frame";
import { accountContextFor } from "@/lib/auth/account";
import { signedInCaller } from "@/lib/auth/viewer";
import { makeQueryClient } from "@/lib/queries/query-client";
import { sessionsQuery } from "@/lib/queries/sessions";
import { listSessions } from "@/lib/services/sessions/list-sessions";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const caller = await signedInCaller();
  const context = await accountContextFor(caller);
  const client = makeQueryClient();
  await client.fetchQuery({ ...sessionsQuery(), queryFn: () => listSessions(context) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PageFrame title="Account">
        <AccountView name={caller.name} email={caller.email} />
      </PageFrame>
    </HydrationBoundary>
  );
}
