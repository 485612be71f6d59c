/** The built app: hashed files for ever, the page and the service worker always asked for anew. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import type { ServerDeps } from './deps.ts'

export function mountApp(app: Hono, deps: ServerDeps): void {
  const folder = deps.appFolder
  if (folder === undefined) return
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  app.use('/assets/*', async (context, next) => {
    await next()
    if (context.res.ok) context.header('Cache-Control', 'public, max-age=31536000, immutable')
  })
  app.get('/', (context) => context.html(page, 200, { 'Cache-Control': 'no-cache' }))
  app.get(
    '*',
    serveStatic({
      root: folder,
      onFound: (path, context) => {
        if (!path.includes('/assets/')) context.header('Cache-Control', 'no-cache')
      },
    }),
  )
  // Every address of the app is the same page; the API and files with an ending are not.
  app.get('*', async (context, next) => {
    if (context.req.path.startsWith('/api/') || /\.\w+$/.test(context.req.path)) return next()
    return context.html(page, 200, { 'Cache-Control': 'no-cache' })
  })
}
