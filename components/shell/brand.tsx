import { SR_ONLY_ON_RAIL } from "./rail";

export function Brand() {
  return (
    <span className="flex items-center gap-2.5 font-semibold">
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-7 shrink-0">
        <rect width="32" height="32" rx="7" fill="var(--accent)" />
        <path fill="var(--accent-text)" d="M7 18h4v7H7zM14 13h4v12h-4zM21 7h4v18h-4z" />
      </svg>
      <span className={SR_ONLY_ON_RAIL}>Meterline</span>
    </span>
  );
}
