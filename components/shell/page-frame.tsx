import type { ReactNode } from "react";
import { MAIN_ID } from "./skip-link";
import { TopBar, type TopBarProps } from "./top-bar";

export interface PageFrameProps extends TopBarProps {
  children: ReactNode;
}

const WIDTH = "mx-auto w-full max-w-[80rem] px-3 sm:px-4 2xl:max-w-[100rem] 4k:max-w-[137.5rem]";

/** Head and main part of a page; what every page and its loading state begin with. */
export function PageFrame({ children, ...head }: PageFrameProps) {
  return (
    <>
      <header className={`${WIDTH} pt-3`}>
        <TopBar {...head} />
      </header>
      <main id={MAIN_ID} tabIndex={-1} className={`${WIDTH} flex flex-1 flex-col gap-4 py-3 outline-none`}>
        {children}
      </main>
    </>
  );
}
