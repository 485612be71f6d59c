/**
 * People and devices at a desk, in Chromium: a person is added and linked, a handheld is enrolled by its QR code and revoked, a key
 * is made and revoked, and somebody signs in to the office through the company's provider, on no device.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium, newOnlineContext } from './chromium.ts'
import { enrolAtDesk, signInAtDesk } from './desk-page.ts'
import { type Api, adminApi } from './floor-page.ts'

const SOON = { timeout: 10_000 }
/** A device looks at least that often. */
const NEXT_CONTACT = { timeout: 30_000 }
const WITHIN_A_MINUTE = { timeout: 60_000 }
const ADMIN = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const EMAIL = 'daniel@example.com'

interface Named {
  id: string
  name: string
}

describe('people and devices at a desk', () => {
  let provider: IdentityProvider
  let server: ServerProcess
  let browser: Browser
  let page: Page
  let api: Api
  let handheld: BrowserContext
  let device: Page
  const faults: string[] = []

  beforeAll(async () => {
    provider = await startIdentityProvider()
    server = await createServerProcess({
      env: (url) => ({
        LOTLINE_PUBLIC_URL: url,
        LOTLINE_OIDC_ISSUER: provider.issuer,
        LOTLINE_OIDC_CLIENT_ID: provider.clientId,
        LOTLINE_OIDC_CLIENT_SECRET: provider.clientSecret,
        LOTLINE_OIDC_NAME: 'Acme',
      }),
    })
    await server.start()
    api = await adminApi(server)
    await api('PUT', `/users/${ADMIN.badge}`, { name: 'Ingrid Solberg', roles: ['admin'], pin: ADMIN.pin })
    browser = await launchChromium()
    page = await newPage(await newOnlineContext(browser, { viewport: { width: 1440, height: 900 } }))
    await page.goto(server.url)
    await enrolAtDesk(page, api, ADMIN)
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await provider?.close()
  })

  async function newPage(context: BrowserContext): Promise<Page> {
    const opened = await context.newPage()
    opened.on('pageerror', (error) => faults.push(error.message))
    return opened
  }
  const section = (name: string) => page.getByRole('region', { name })
  const row = (where: string, name: string) => section(where).getByRole('row').filter({ hasText: name })
  const drawer = () => page.getByRole('complementary')
  const dialog = () => page.getByRole('dialog')
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const confirm = (verb: string) => dialog().getByRole('button', { name: verb, exact: true }).click()
  const people = async () => (await api<{ items: (Named & Record<string, unknown>)[] }>('GET', '/users')).items
  const secret = async (label: string) =>
    await drawer()
      .locator('div')
      .filter({ has: page.getByRole('button', { name: `Copy ${label}` }) })
      .last()
      .locator('code')
      .innerText()

  it('adds a person, whose badge and PIN are shown once and open the floor', async () => {
    await page.goto(`${server.url}/office/settings`)
    await page.getByRole('tab', { name: 'People and devices' }).click()
    await press('Add a person')
    await drawer().getByLabel('Name').fill('Daniel Weber')
    await drawer()
      .getByRole('checkbox', { name: /^Planner/ })
      .check()
    await drawer().getByLabel('PIN').fill('12')
    await drawer().getByText('A PIN has 4 to 12 digits.').waitFor(SOON)
    await drawer().getByLabel('PIN').fill('2580')
    await press('Add the person')
    await drawer().getByAltText('Badge of Daniel Weber, to be scanned').waitFor(SOON)
    expect(await secret('PIN')).toBe('2580')
    const badge = (await secret('Badge')).replace('BDG:', '')
    const signedIn = await api<{ user: Named }>('POST', '/auth/sign-in', { badge, pin: '2580', deviceId: 'HH-1' })
    expect(signedIn.user.name).toBe('Daniel Weber')
    await press('Done')
    await row('People', 'Daniel Weber').getByText('Planner').waitFor(SOON)
    await page.reload()
    await row('People', 'Daniel Weber').waitFor(SOON)
    expect(await page.content()).not.toContain(badge)
  })

  it('links an e-mail, with which that person enters the office on a browser that is no device', async () => {
    await row('People', 'Daniel Weber').getByRole('button', { name: 'Daniel Weber' }).click()
    await drawer().getByLabel('E-mail at your company’s sign-in').fill('not an e-mail')
    await press('Save the e-mail')
    await drawer().getByText('This is not an e-mail address.').waitFor(SOON)
    await drawer().getByLabel('E-mail at your company’s sign-in').fill(EMAIL)
    await press('Save the e-mail')
    await row('People', EMAIL).waitFor(SOON)

    const desk = await newPage(await newOnlineContext(browser, { viewport: { width: 1440, height: 900 } }))
    const enter = async (email: string) => {
      provider.account = { sub: email, email, email_verified: true }
      await desk.goto(server.url)
      await desk.getByRole('button', { name: 'Office: sign in with Acme' }).click()
    }
    await enter('stranger@example.com')
    await desk.getByText(/Nobody here is linked to this account/).waitFor(SOON)
    await enter(EMAIL)
    await desk.getByRole('navigation', { name: 'Office' }).getByText('Daniel Weber').waitFor(SOON)
    expect(new URL(desk.url())).toMatchObject({ pathname: '/office/today', hash: '' })
    expect(await desk.getByRole('link', { name: 'Floor' }).count()).toBe(0)
    await desk.reload()
    await desk.getByRole('heading', { name: 'Today' }).waitFor(SOON)
    await desk.getByRole('link', { name: 'Settings' }).click()
    await desk.getByRole('tab', { name: 'People and devices' }).click()
    await desk.getByText('An administrator sees and changes who may work here.').waitFor(SOON)

    await press('Disable…')
    await dialog()
      .getByText(/What they recorded before is kept/)
      .waitFor(SOON)
    await confirm('Disable')
    await row('People', 'Daniel Weber').getByText('Disabled').waitFor(SOON)
    await desk.reload()
    await desk.getByText('Your session has ended').waitFor(SOON)
    await desk.getByRole('button', { name: 'Sign in again' }).click()
    await desk.getByRole('button', { name: 'Office: sign in with Acme' }).click()
    await desk.getByText(/Nobody here is linked to this account/).waitFor(SOON)
    expect((await people()).find(({ name }) => name === 'Daniel Weber')).toMatchObject({
      disabled: true,
      hasEntered: true,
    })
    await press('Enable…')
    await confirm('Enable')
    await row('People', 'Daniel Weber').getByText('May sign in').waitFor(SOON)
    await drawer().getByRole('button', { name: 'Close' }).click()
  })

  it('enrols a handheld by the QR code on the screen, and revokes it', async () => {
    await press('Enrol a device')
    const digits = await dialog()
      .getByText(/^\d{4} \d{4} \d{4}$/)
      .innerText()
    await dialog().getByAltText('Enrolment code, to be scanned').waitFor(SOON)
    handheld = await newOnlineContext(browser, { viewport: { width: 360, height: 740 } })
    device = await newPage(handheld)
    await device.goto(`${server.url}/#enrol=${digits.replaceAll(' ', '')}`)
    expect(await device.getByLabel('Enrolment code').inputValue()).toBe(digits.replaceAll(' ', ''))
    expect(new URL(device.url()).hash).toBe('')
    await device.getByRole('button', { name: 'Enrol this device' }).click()
    await device.getByText('Scan your badge').first().waitFor(SOON)
    const come = dialog().getByText(/^HH-\w+ is enrolled\.$/)
    await come.waitFor(SOON)
    const id = (await come.innerText()).split(' ')[0] ?? ''
    await confirm('Close')

    await section('Devices')
      .getByRole('button', { name: `Revoke ${id}` })
      .click()
    await dialog()
      .getByText(/is sent when it is enrolled again/)
      .waitFor(SOON)
    await confirm('Revoke')
    await row('Devices', id).getByText('Revoked').waitFor(SOON)
    await device.getByText(/The server does not accept this device any more/).waitFor(NEXT_CONTACT)

    // Enrolled again it has its old name: what it held is known to be its own.
    const { code } = await api<{ code: string }>('POST', '/devices/enrolments')
    await device.getByLabel('Enrolment code').fill(code)
    await device.getByRole('button', { name: 'Enrol this device' }).click()
    await device.getByText('Scan your badge').first().waitFor(SOON)
    const { items } = await api<{ items: { id: string; revoked: boolean }[] }>('GET', '/devices')
    expect(items.filter((one) => one.id === id)).toMatchObject([{ revoked: false }])
  })

  it('signs a worker out at the handheld when their access is taken', async () => {
    const made = await api<{ id: string; badge: string; pin: string }>('POST', '/users', {
      name: 'Maria Lopez',
      roles: ['picker'],
    })
    await signInAtDesk(device, made)
    await device.getByRole('button', { name: /^Pick/ }).waitFor(SOON)
    await api('POST', `/users/${made.id}/disable`)
    // Felt at the end: a minute is long to stand and wait.
  })

  it('makes a key with scopes, shown once, and revokes it', async () => {
    await press('Make a key')
    await drawer().getByLabel('Name').fill('ERP')
    await drawer().getByRole('checkbox', { name: 'stock:read', exact: true }).check()
    await press('Make the key')
    const token = await secret('Key')
    expect(token).toMatch(/^lta_/)
    const read = () => fetch(`${server.url}/api/v1/stock`, { headers: { authorization: `Bearer ${token}` } })
    expect((await read()).status).toBe(200)
    await press('Done')
    await row('API keys', 'ERP').getByText('stock:read').waitFor(SOON)
    await press('Revoke ERP')
    await dialog().getByText('This cannot be undone', { exact: false }).waitFor(SOON)
    await confirm('Revoke')
    await row('API keys', 'ERP').getByText('Revoked', { exact: true }).waitFor(SOON)
    expect((await read()).status).toBe(401)
    await device.getByText('Scan your badge').first().waitFor(WITHIN_A_MINUTE)
    expect(faults).toEqual([])
    expect(await server.findings()).toEqual([])
  })
})
