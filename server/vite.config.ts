/** Bundles server and command line; packages stay where npm put them. */
import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    ssr: 'server/cli/main.ts',
    outDir: 'dist/server',
    target: 'node20',
    sourcemap: true,
    minify: false,
    emptyOutDir: true,
  },
  publicDir: false,
})
