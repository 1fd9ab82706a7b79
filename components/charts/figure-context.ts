import { createContext, type RefObject, useContext } from "react";

/** The figure around a chart, for what saves it as a picture. */
export const FigureContext = createContext<RefObject<HTMLElement | null>>({ current: null });

export const useFigure = () => useContext(FigureContext);
