import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const alias = {
  "@": root.replace(/\/$/, ""),
  // `server-only` throws outside the server graph of Next; tests are neither client nor server.
  "server-only": `${root}lib/testing/server-only.ts`,
};

export default defineConfig({
  resolve: { alias },
  test: {
    exclude: ["**/node_modules/**", ".next/**", "e2e/**"],
    // Its classes are compared by identity, and it has two builds: both of these must meet the same one.
    server: { deps: { inline: ["graphql", "graphql-http"] } },
    // Database tests have a database each, cloned from one migrated template: more at once only wait for its disk.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          testTimeout: 30_000,
          include: ["**/*.test.ts"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**", ".next/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "component",
          include: ["**/*.test.tsx"],
          environment: "jsdom",
          setupFiles: ["lib/testing/component-setup.ts"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          globalSetup: ["lib/testing/start-postgres.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
