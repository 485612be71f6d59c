import { expect, it } from 'vitest'
import { createRig, loggedIn } from './rig.ts'

const denied = (details: string) => ({
  errors: [{ code: 'Unauthorized', message: 'Access to requested resource is denied.', details }],
})

it('grants an access token for a refresh token, as a form or as JSON', async () => {
  const { grant, send } = createRig()
  const { status, body } = await grant()
  expect(status).toBe(200)
  expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600, refresh_token: 'Atzr|one' })
  const json = { grant_type: 'refresh_token', refresh_token: 'Atzr|one', client_id: 'client', client_secret: 'secret' }
  const headers = { 'content-type': 'application/json' }
  expect((await send('POST', '/auth/o2/token', { headers, body: JSON.stringify(json) })).status).toBe(200)
})

it('refuses a wrong client, a wrong grant and a revoked one', async () => {
  const { grant, amazon } = createRig()
  expect(await grant({ client_secret: 'wrong' })).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
  expect(await grant({ grant_type: 'password' })).toMatchObject({
    status: 400,
    body: { error: 'unsupported_grant_type' },
  })
  expect(await grant({ refresh_token: 'wrong' })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  amazon.revoke()
  expect(await grant()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  amazon.renew()
  expect((await grant()).status).toBe(200)
  amazon.rotateSecret('new')
  expect((await grant()).status).toBe(401)
  expect((await grant({ client_secret: 'new' })).status).toBe(200)
})

it('takes an access token for an hour', async () => {
  const { amazon, call, item, wait, login } = createRig()
  amazon.addListing({ sku: 'A', quantity: 1 })
  expect(await call('GET', item('A'))).toMatchObject({ status: 403 })
  await login()
  wait(3_599_999)
  expect((await call('GET', item('A'))).status).toBe(200)
  wait(1)
  expect(await call('GET', item('A'))).toMatchObject({
    status: 403,
    body: denied('The access token you provided has expired.'),
  })
  await login()
  expect((await call('GET', item('A'))).status).toBe(200)
})

it('takes no access token that was granted before a revocation', async () => {
  const { amazon, call, item } = await loggedIn()
  amazon.addListing({ sku: 'A', quantity: 1 })
  amazon.revoke()
  const revoked = denied('The access token you provided is revoked, malformed or invalid.')
  expect(await call('GET', item('A'))).toMatchObject({ status: 403, body: revoked })
})

it('renews with another refresh token', async () => {
  const { grant, amazon } = createRig()
  amazon.revoke()
  amazon.renew('Atzr|two')
  expect((await grant()).status).toBe(400)
  expect((await grant({ refresh_token: 'Atzr|two' })).status).toBe(200)
})
