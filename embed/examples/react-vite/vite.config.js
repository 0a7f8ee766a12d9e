import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // The element finds its files beside itself, and would be parted from them.
  optimizeDeps: { exclude: ["checkout-readiness"] },
  // A strict policy lets no script come from a data: address, into which Vite puts what is small.
  build: { assetsInlineLimit: (path) => (path.includes("checkout-readiness") ? false : undefined) },
  server: {
    proxy: {
      "/readiness/": {
        target: process.env.READINESS_ADDRESS ?? "http://127.0.0.1:8787",
        rewrite: (path) => path.replace(/^\/readiness/, ""),
      },
    },
  },
});
