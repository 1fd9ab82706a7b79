import { createContext, useContext } from "react";
import type { menuParts } from "./dropdown-menu-body";

export type MenuParts = typeof menuParts;

/** The primitives that a menu is made of; they come with its first opening. */
export const MenuPartsContext = createContext<MenuParts | null>(null);

export function useMenuParts(): MenuParts {
  const parts = useContext(MenuPartsContext);
  if (!parts) throw new Error("An item of a menu stands outside of a menu's content.");
  return parts;
}
