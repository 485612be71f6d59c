/** Served over HTTP, as the demo does it. */
import { type ServerType, serve } from '@hono/node-server'
import { afterEach, expect, it } from 'vitest'
import { CLIENT, createRig, MARKETPLACE, SELLER } from './rig.ts'

let server: ServerType | undefined
afterEach(() => server?.close())

it('serves tokens, listings and uploads, and a lost answer as 504', async () => {
  const { amazon } = createRig()
  amazon.addListing({ sku: 'A', quantity: 5 })
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: amazon.app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port))
  })
  const base = `http://127.0.0.1:${port}`
  const { clientId, clientSecret, refreshToken } = CLIENT
  const form = {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    client_secret: clientSecret,
  }
  const granted = await fetch(`${base}/auth/o2/token`, { method: 'POST', body: new URLSearchParams(form) })
  const { access_token } = (await granted.json()) as { access_token: string }
  const headers = { 'x-amz-access-token': access_token, 'content-type': 'application/json' }
  const item = () => fetch(`${base}/listings/2021-08-01/items/${SELLER}/A?marketplaceIds=${MARKETPLACE}`, { headers })
  expect((await item()).status).toBe(200)
  const announce = { method: 'POST', headers, body: JSON.stringify({ contentType: 'application/json' }) }
  const document = await fetch(`${base}/feeds/2021-06-30/documents`, announce)
  const { url } = (await document.json()) as { url: string }
  expect(url.startsWith(base)).toBe(true)
  const json = { 'content-type': 'application/json' }
  expect((await fetch(url, { method: 'PUT', headers: json, body: '{}' })).status).toBe(200)
  amazon.faults({ timeoutAfter: 1 })
  expect((await item()).status).toBe(504)
})
