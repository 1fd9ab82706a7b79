import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

export interface AuthCardProps {
  title: string;
  /** One line under the title. */
  intro?: ReactNode;
  /** What else one might want, below the card. */
  footer?: ReactNode;
  children: ReactNode;
}

export function AuthCard({ title, intro, footer, children }: AuthCardProps) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[26rem] flex-col justify-center gap-4 px-4 py-10">
      <p className="flex items-center justify-center gap-2 font-semibold">
        {/* biome-ignore lint/performance/noImgElement: a small vector file gains nothing from an image service */}
        <img src="/icon.svg" alt="" width={24} height={24} />
        Meterline
      </p>
      <Card className="flex flex-col gap-4 p-6">
        <div className="flex flex-col gap-1">
          <h1 className="text-lg font-semibold">{title}</h1>
          {intro && <p className="text-sm text-axis">{intro}</p>}
        </div>
        {children}
      </Card>
      {footer && <div className="text-center text-sm text-axis">{footer}</div>}
    </main>
  );
}
