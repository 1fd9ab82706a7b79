import { configure } from "@testing-library/react";

// Charts are loaded on demand: on a busy machine that takes longer than the library's one second.
configure({ asyncUtilTimeout: 15_000 });

// jsdom lays nothing out, so it lacks what menus and charts measure and scroll with.
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollIntoView = () => {};
Element.prototype.hasPointerCapture = () => false;
