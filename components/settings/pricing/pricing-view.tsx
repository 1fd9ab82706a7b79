import { AdjustmentsCard } from "./adjustments-card";
import { PlansCard } from "./plans-card";
import { PricesCard } from "./prices-card";
import { SubscriptionCard } from "./subscription-card";

export type PricingViewProps = {
  timezone: string;
  currency: string;
  /** Whether this person may change prices: admins may, finance reads. */
  editable: boolean;
};

export function PricingView(props: PricingViewProps) {
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      {!props.editable && (
        <p className="text-sm text-axis">Administrators of the organization change prices.</p>
      )}
      <SubscriptionCard {...props} />
      <PricesCard {...props} />
      <PlansCard {...props} />
      <AdjustmentsCard {...props} />
    </div>
  );
}
