/** `/trust`: how devices come to open this server by HTTPS. There only where HTTPS is served. */
import { X509Certificate } from 'node:crypto'
import type { Hono } from 'hono'
import { Problem } from '../../problem.ts'
import { factsOf } from '../../tls/facts.ts'
import { NO_PROXIES } from '../client-address.ts'
import type { ServerDeps } from '../deps.ts'
import { trustPage } from './page.ts'
import { placesOf } from './places.ts'
import { trustProfile } from './profile.ts'
import { TRUST_STYLE } from './style.ts'

const ANEW = { 'Cache-Control': 'no-cache' }

export function mountTrust(app: Hono, { trust, now, proxies = NO_PROXIES }: ServerDeps): void {
  const authority = () => {
    const pem = trust?.authority()
    if (pem !== undefined) return { der: new Uint8Array(new X509Certificate(pem).raw), facts: factsOf(pem, now()) }
    throw new Problem(
      404,
      'no-authority',
      'This server has made no authority that a device would have to trust. `lotline tls` makes one.',
    )
  }
  app.get('/trust', (context) => {
    const { facts } = authority()
    if (!trust) return context.notFound()
    const places = placesOf(context, trust, proxies)
    return context.html(trustPage({ ...places, name: facts.subject, fingerprint: facts.fingerprint }), 200, ANEW)
  })
  app.get('/trust/style.css', (context) => context.body(TRUST_STYLE, 200, { ...ANEW, 'Content-Type': 'text/css' }))
  app.get('/trust/authority.crt', (context) =>
    context.body(authority().der, 200, {
      ...ANEW,
      'Content-Type': 'application/x-x509-ca-cert',
      'Content-Disposition': 'attachment; filename="lotline-authority.crt"',
    }),
  )
  app.get('/trust/authority.mobileconfig', (context) => {
    const { der, facts } = authority()
    return context.body(trustProfile(der, facts.subject), 200, {
      ...ANEW,
      'Content-Type': 'application/x-apple-aspen-config',
      'Content-Disposition': 'attachment; filename="lotline-authority.mobileconfig"',
    })
  })
  // What the app asks that was opened by an unsafe address.
  app.get('/trust/address.json', (context) => {
    if (!trust) throw new Problem(404, 'no-https', 'This server serves no HTTPS itself.')
    const { app: address, page } = placesOf(context, trust, proxies)
    return context.json({ address, page: trust.authority() === undefined ? null : page }, 200, ANEW)
  })
}
