/**
 * Leaves a label to screen readers where the sidebar is a rail: when collapsed, and always below 1024 pixels.
 * Outside the sidebar, as in the sheet of phones, labels stay.
 */
export const SR_ONLY_ON_RAIL =
  "group-data-collapsed/sidebar:max-lg:sr-only group-data-[collapsed=true]/sidebar:sr-only";

export const HIDDEN_ON_RAIL =
  "group-data-collapsed/sidebar:max-lg:hidden group-data-[collapsed=true]/sidebar:hidden";
