/** Bundles server and command line; packages stay where npm put them. */
import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    ssr: true,
    // A thread starts from a file of its own.
    rollupOptions: {
      input: { main: 'server/cli/main.ts', 'planning-thread': 'server/replenishment/planning-thread.ts' },
    },
    outDir: 'dist/server',
    target: 'node20',
    sourcemap: true,
    minify: false,
    emptyOutDir: true,
  },
  publicDir: false,
})
