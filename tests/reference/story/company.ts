/** The company sets itself up: warehouses, places, items, channels, people, devices and keys. */
import { first, type Scene, usd } from './scene.ts'

export const TEA = 'TEA-GREEN-100'
export const MUG = 'MUG-WHITE'
export const GIFT = 'GIFT-SET'

export async function setUp({ told, refused }: Scene): Promise<void> {
  const address = {
    name: 'Example Tea Company',
    phone: '+1 312 555 0100',
    street: '1 Harbour Road',
    city: 'Chicago',
    state: 'IL',
    zip: '60601',
    country: 'US',
  }
  await told('PUT', '/warehouses/MAIN', { name: 'Chicago', timeZone: 'America/Chicago', currency: 'USD', address })
  await told('PUT', '/warehouses/EAST', { name: 'Newark', timeZone: 'America/New_York', currency: 'USD' })
  await told('GET', '/warehouses')
  await told('GET', '/warehouses/MAIN')
  await refused('not-found', 'GET', '/warehouses/WEST')
  for (const [code, kind, pickSequence] of [
    ['A-12-3', 'pick', 120],
    ['A-12-4', 'pick', 121],
    ['B-01-1', 'storage', 300],
    ['LANE-1', 'staging', 0],
    ['CAGE', 'returns', 0],
    ['TOTE-7', 'unit', 0],
  ] as const)
    await told('PUT', `/locations/${code}`, { kind, pickSequence, ...(code.startsWith('A') ? { zone: 'A' } : {}) })
  await told('PUT', '/locations/DOCK-E?warehouse=EAST', { kind: 'dock' })
  await told('GET', '/locations?limit=2')
  await told('PUT', `/items/${TEA}`, {
    name: 'Green tea, 100 g',
    rotation: 'fefo',
    lotTracked: true,
    standardCost: usd(310),
    group: 'tea',
    leadTimeDays: 14,
    weightGrams: 130,
    cubicCm: 900,
    barcodes: [
      { code: '09521234543213', quantity: 1 },
      { code: '19521234543210', quantity: 12 },
    ],
  })
  await told('PUT', `/items/${MUG}`, { name: 'White mug', lotTracked: false, standardCost: usd(220), group: 'mugs' })
  await told('PUT', `/items/${GIFT}`, { name: 'Tea and mug', rotation: 'fefo', standardCost: usd(600) })
  await refused('barcode-taken', 'PUT', `/items/${MUG}`, {
    name: 'White mug',
    barcodes: [{ code: '09521234543213', quantity: 1 }],
  })
  await told('GET', `/items/${TEA}`)
  await told('GET', '/items?limit=2')
  const channel = (code: string, name: string, kind: string, priority: number, more: object = {}) =>
    told('PUT', `/channels/${code}`, { name, kind, priority, ...more })
  await channel('retail', 'Big Retail', 'retail', 1, { minShelfLifeDays: 60 })
  await channel('web', 'Our shop', 'dtc', 2, { buffer: 5, serviceLevel: 0.95 })
  await told('GET', '/channels')
}

export interface Staff {
  supervisor: { id: string; token: string; session: string }
  planner: { id: string }
  device: string
}

export async function hire({ told, refused }: Scene): Promise<Staff> {
  const pin = '482913'
  const badge = 'BADGE-0195386C00007000'
  const { id } = await told<{ id: string }>('PUT', `/users/${badge}`, { name: 'Ruth', roles: ['supervisor'], pin })
  const planner = await told<{ id: string }>('POST', '/users', { name: 'Daniel', roles: ['planner'] })
  await told('GET', '/users?limit=2')
  await told('POST', `/users/${planner.id}/change`, { name: 'Daniel', roles: ['planner', 'supervisor'] })
  await told('POST', `/users/${planner.id}/badge`, {})
  await told('POST', `/users/${planner.id}/disable`)
  await told('POST', `/users/${planner.id}/enable`)
  await told('PUT', `/users/${planner.id}/oidc`, { email: 'daniel@example.com' })
  const enrol = async (deviceId: string) => {
    const { code } = await told<{ code: string }>('POST', '/devices/enrolments?warehouse=MAIN')
    return (await told<{ token: string }>('POST', '/devices/enrol', { code, deviceId })).token
  }
  const device = await enrol('HH-07')
  await enrol('HH-08')
  await refused('enrolment-code-invalid', 'POST', '/devices/enrol', { code: '000000000000', deviceId: 'HH-09' })
  await told('GET', '/devices')
  await told('POST', '/devices/HH-07/scanner-check')
  await told('POST', '/labels/badges', { badges: [badge], paper: 'card' })
  await told('POST', '/devices/HH-08/revoke')
  const signIn = () =>
    told<{ token: string; sessionId: string }>(
      'POST',
      '/auth/sign-in',
      { badge, pin, deviceId: 'HH-07' },
      { token: device },
    )
  await refused(
    'wrong-badge-or-pin',
    'POST',
    '/auth/sign-in',
    { badge, pin: '000000', deviceId: 'HH-07' },
    { token: device },
  )
  const short = await signIn()
  await told('GET', '/auth/session', undefined, { token: short.token })
  await told('POST', '/auth/sign-out', {}, { token: short.token })
  await signIn()
  await told('POST', `/users/${id}/sign-out`)
  const { token, sessionId } = await signIn()
  return { supervisor: { id, token, session: sessionId }, planner, device }
}

export async function giveKeys({ told, refused, server }: Scene): Promise<void> {
  await told('GET', '/api-keys/grants')
  const { id } = await told<{ id: string }>('POST', '/api-keys', {
    name: 'ERP',
    scopes: ['stock:read', 'orders:read', 'orders:write'],
  })
  await told('GET', '/api-keys')
  await told('POST', `/api-keys/${id}/revoke`)
  const planner = await server.token('planner')
  await refused('forbidden', 'POST', '/api-keys', { name: 'Mine', role: 'admin' }, { token: planner })
  const { items } = await told<{ items: { act: string }[] }>('GET', '/audit-log?limit=2')
  first(items)
}
