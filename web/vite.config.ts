import { defineConfig } from "vite";
import { compressed } from "./tools/compressed.mjs";

// Everything is a hashed file: the server's content policy allows nothing inline, and no file changes under its name.
export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: "es2021",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    reportCompressedSize: false,
  },
  plugins: [compressed()],
  server: {
    proxy: Object.fromEntries(
      ["/api", "/events", "/files", "/paper", "/calendar.ics", "/who", "/sign-in", "/sign-out"].map((path) => [
        path,
        "http://127.0.0.1:8642",
      ]),
    ),
  },
});
