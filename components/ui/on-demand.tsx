"use client";

import { Component, type ComponentType, lazy, type ReactNode } from "react";

/** The code of a part did not come: the network is away, or a newer version has replaced the one of this page. */
export class PartMissingError extends Error {
  /** Forgets the failure, so that the next use asks again. */
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super("A part of this page could not be loaded.", { cause });
    this.name = "PartMissingError";
    this.forget = forget;
  }
}

export type Part<Props extends object> = ComponentType<Props> & {
  /** Fetches the code before it is needed: when a pointer or the focus reaches what opens the part. */
  ahead: () => void;
};

/** A part whose code comes with its first use; it waits in the nearest Suspense, inside a PartBoundary. */
export function onDemand<Props extends object>(load: () => Promise<ComponentType<Props>>): Part<Props> {
  let coming: Promise<{ default: ComponentType<Props> }> | null = null;
  const fetchOnce = () => {
    coming ??= load().then(
      (component) => ({ default: component }),
      (cause: unknown) => {
        throw new PartMissingError(cause, forget);
      },
    );
    return coming;
  };
  let Loaded = lazy(fetchOnce);
  const forget = () => {
    coming = null;
    // A lazy component keeps its failure for ever.
    Loaded = lazy(fetchOnce);
  };
  // biome-ignore lint/correctness/noComponentHookFactories: made once per module, as by React.lazy
  const Waiting = (props: Props) => <Loaded {...props} />;
  const ahead = () => {
    // Whoever only fetches ahead has nothing to tell; the use that follows tries again and tells.
    fetchOnce().catch(() => {
      coming = null;
    });
  };
  return Object.assign(Waiting, { ahead });
}

interface PartBoundaryProps {
  onMissing?: () => void;
  /** What stands where the part would. */
  instead?: ReactNode;
  children: ReactNode;
}

/** Keeps a part that could not be loaded from taking the page with it; every other failure goes on upwards. */
export class PartBoundary extends Component<PartBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(error: unknown) {
    if (!(error instanceof PartMissingError)) return;
    error.forget();
    this.props.onMissing?.();
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (!(error instanceof PartMissingError)) throw error;
    return this.props.instead ?? null;
  }
}
