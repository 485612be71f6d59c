/** The OpenAPI document and a plain page that lists it; no script from elsewhere. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { openApiDocument } from './openapi.ts'
import { operations } from './operations/index.ts'

const STYLE =
  'body{font:16px/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}code{font-size:.95em}td{padding:.3rem .8rem .3rem 0;vertical-align:top}'

export function mountDocs(app: Hono): void {
  // Made when first asked for: a server that starts has other things to do.
  let document: ReturnType<typeof openApiDocument> | undefined
  app.get('/api/v1/openapi.json', (context) => {
    document ??= openApiDocument()
    return context.json(document)
  })
  app.get('/api/docs.css', (context) => context.body(STYLE, 200, { 'Content-Type': 'text/css' }))
  app.get('/api/docs', (context) =>
    context.html(html`<!doctype html>
      <html lang="en">
        <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>Lotline API</title>
        <link rel="stylesheet" href="/api/docs.css" /></head>
        <body>
          <h1>Lotline API</h1>
          <p>The whole contract with schemas: <a href="/api/v1/openapi.json">openapi.json</a></p>
          <table>
            ${operations.map((o) => html`<tr><td><code>${o.method.toUpperCase()}</code></td><td><code>/api/v1${o.path}</code></td><td>${o.summary}. <small>${o.access}</small></td></tr>`)}
          </table>
        </body>
      </html>`),
  )
}
