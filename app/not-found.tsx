import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto flex max-w-md flex-col items-start gap-3 px-4 py-24">
      <h1 className="text-lg font-semibold">There is no page at this address</h1>
      <p className="text-sm text-axis">The link may be old, or what it pointed to was removed.</p>
      <Button asChild variant="primary">
        <PageLink href="/usage">Go to usage</PageLink>
      </Button>
    </main>
  );
}
