import { toast } from "@/components/ui/toast-store";
import type { AlertDestinationAnswer } from "@/lib/contracts/alert-destinations";
import { useDestinationTest } from "@/lib/queries/alert-destinations";

type Destination = Pick<AlertDestinationAnswer, "id" | "name">;

/** Sends a test to a destination, and tells what came of it. */
export function useSendTest() {
  const test = useDestinationTest();
  const sendTest = async ({ id, name }: Destination): Promise<void> => {
    try {
      const { state, last_error } = await test.mutateAsync(id);
      if (state === "delivered") toast({ title: `${name} has the test`, tone: "success" });
      else toast({ title: `${name} has no test yet: ${last_error}`, tone: "critical" });
    } catch {
      toast({ title: `The test could not be sent to ${name}`, tone: "critical" });
    }
  };
  return { sendTest, isSending: test.isPending };
}
