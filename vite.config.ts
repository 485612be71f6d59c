/** Builds the app: the floor first, everything else in chunks of its own, all of it stored for offline use. */
import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** What the app tells the server, so that the office sees which handheld has an old one. */
process.env.VITE_LOTLINE_VERSION = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')).version

/** What rolldown knows of a module while it makes chunks. */
interface Modules {
  getModuleInfo(id: string): { isEntry: boolean; importers: readonly string[] } | null
}

/**
 * One file for all that the first screen needs: on a slow handheld thirty small ones take longer than their bytes. What is
 * imported by nothing that the entry imports stays with the screen that wants it.
 */
function firstLoad(): (id: string, modules: Modules) => string | null {
  const known = new Map<string, boolean>()
  const isFirst = (id: string, modules: Modules): boolean => {
    const before = known.get(id)
    if (before !== undefined) return before
    // While it is looked at, for modules that import each other.
    known.set(id, false)
    const info = modules.getModuleInfo(id)
    const first = info !== null && (info.isEntry || info.importers.some((importer) => isFirst(importer, modules)))
    known.set(id, first)
    return first
  }
  return (id, modules) => (isFirst(id, modules) ? 'floor' : null)
}

const SHORTCUT_ICONS = [{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' }]

export default defineConfig({
  build: {
    outDir: 'dist/app',
    target: 'es2022',
    sourcemap: false,
    // The camera decoder and the first screen are large for a reason, and measured: see tests/bench/first-load.ts.
    chunkSizeWarningLimit: 1_200,
    modulePreload: {
      // Screens that come later are in the worker's store by then: their lists of scripts would only make the first load longer.
      resolveDependencies: (_, files, { hostType }) =>
        hostType === 'html' ? files : files.filter((file) => file.endsWith('.css')),
    },
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: firstLoad(), debugName: 'floor' }] },
      },
    },
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      '/api': 'http://localhost:8787',
      '/demo': 'http://localhost:8787',
      '/demo.json': 'http://localhost:8787',
      '/trust': 'http://localhost:8787',
    },
  },
  plugins: [
    react(),
    VitePWA({
      // The app asks before it updates, between tasks; it registers the worker itself.
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        id: '/',
        name: 'Lotline',
        short_name: 'Lotline',
        description: 'Receive, put away, pick and ship by lot, with or without a network.',
        display: 'standalone',
        start_url: '/',
        background_color: '#f4f5f2',
        theme_color: '#0b3d4f',
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
        shortcuts: [
          { name: 'Receive', url: '/receive', icons: SHORTCUT_ICONS },
          { name: 'Pick', url: '/pick', icons: SHORTCUT_ICONS },
          { name: 'Count', url: '/count', icons: SHORTCUT_ICONS },
          { name: 'Returns', url: '/returns', icons: SHORTCUT_ICONS },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,wasm}'],
        // The camera's decoder is loaded only when wanted, and must be there when the network is not.
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/demo/, /^\/auth\//, /^\/trust/],
        clientsClaim: true,
        // Hears of exceptions while no page is open.
        importScripts: ['notifications-worker.js'],
      },
    }),
  ],
})
