"use client";

import { createContext, type ReactNode, useContext } from "react";

const NonceContext = createContext<string | undefined>(undefined);

declare global {
  // The name under which the scroll lock of the dialogs looks for the nonce of its style element.
  var __webpack_nonce__: string | undefined;
}

/** Gives the nonce of the content security policy to primitives that add style elements of their own. */
export function NonceProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  if (typeof window !== "undefined") globalThis.__webpack_nonce__ = nonce;
  return <NonceContext value={nonce}>{children}</NonceContext>;
}

export const useNonce = () => useContext(NonceContext);
