import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = new URL('.', import.meta.url).pathname

/** Serves the gallery: npx vite --config client/ui/gallery/vite.config.ts, then /gallery.html */
export default defineConfig({
  root: here,
  publicDir: new URL('../../../public', import.meta.url).pathname,
  cacheDir: `${here}../../../node_modules/.vite-gallery`,
  plugins: [react()],
  server: { port: 5180 },
})
