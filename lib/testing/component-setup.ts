import { configure } from "@testing-library/react";

// Charts are loaded on demand: on a busy machine that takes longer than the library's one second.
configure({ asyncUtilTimeout: 15_000 });
