import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

const tones: Record<"info" | "success" | "warning" | "critical", { icon: LucideIcon; color: string }> = {
  info: { icon: Info, color: "text-link" },
  success: { icon: CircleCheck, color: "text-success" },
  warning: { icon: TriangleAlert, color: "text-warning" },
  critical: { icon: CircleAlert, color: "text-critical" },
};

export interface AlertProps {
  tone?: keyof typeof tones;
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** "alert" interrupts a screen reader: only for what appeared because something failed. */
  role?: "alert" | "status";
  className?: string;
}

/** A sentence that stays in place until its cause is gone. */
export function Alert({ tone = "info", title, children, actions, role, className }: AlertProps) {
  const { icon: Icon, color } = tones[tone];
  return (
    <div
      role={role}
      className={cx("flex flex-wrap items-start gap-2.5 rounded-md border bg-card p-3 text-sm", className)}
    >
      <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", color)} />
      <div className="min-w-0 flex-1 basis-48">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={title ? "text-axis" : undefined}>{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
