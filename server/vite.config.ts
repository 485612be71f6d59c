/** Bundles server and command line; packages stay where npm put them. */
import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    ssr: true,
    // Each kind of thread starts from a file of its own.
    rollupOptions: {
      input: {
        main: 'server/cli/main.ts',
        'planning-thread': 'server/replenishment/planning-thread.ts',
        'listing-thread': 'server/lists/listing-thread.ts',
      },
    },
    outDir: 'dist/server',
    target: 'node20',
    sourcemap: true,
    minify: false,
    emptyOutDir: true,
  },
  publicDir: false,
})
