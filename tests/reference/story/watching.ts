/** How it is all doing, and who hears of it. */
import type { IdentityProvider } from '../../support/identity-provider.ts'
import { type Staff, TEA } from './company.ts'
import type { Scene } from './scene.ts'

/** Of a browser that nobody has: public, as these are. */
const SUBSCRIPTION = {
  endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/example',
  keys: {
    p256dh: 'BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU',
    auth: 'AAECAwQFBgcICQoLDA0ODw',
  },
}

export async function watch({ told }: Scene, { supervisor: { token } }: Staff): Promise<void> {
  await told('GET', '/status')
  await told('GET', '/today')
  await told('GET', `/inventory/${TEA}/history?days=30`)
  await told('GET', '/connectors/erp/lag')
  await told('GET', '/notifications/key')
  await told('PUT', '/notifications/subscription', { ...SUBSCRIPTION, atLeast: 'high' }, { token })
  await told('POST', '/notifications/unsubscribe', { endpoint: SUBSCRIPTION.endpoint }, { token })
}

/** Daniel enters the office by the company's identity provider. */
export async function enterOffice(
  { told, server }: Scene,
  provider: IdentityProvider,
  publicUrl: string,
): Promise<void> {
  await told('GET', '/auth/methods')
  const start = await server.fetch(new Request(`${publicUrl}/auth/oidc/start`))
  const cookie = (start.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const account = { sub: 'daniel', email: 'daniel@example.com', email_verified: true }
  const address = provider.authorize(start.headers.get('location') ?? '', account)
  const back = await server.fetch(new Request(new URL(address, publicUrl), { headers: { cookie } }))
  const [, code = ''] = /#oidc=(.+)$/.exec(back.headers.get('location') ?? '') ?? []
  await told('POST', '/auth/oidc/session', { code }, { cookie })
}
