/**
 * Scarce stock shared out at a desk, in Chromium against the sample warehouse as anybody starts it: a planner sees what is
 * proposed and why, changes a figure and sets it. Before that press nothing is protected.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Split } from '../../server/availability/split/propose.ts'
import { RUNNING_LOW_SKU } from '../../server/demo/catalogue.ts'
import { type DemoDesk, openDemoDesk } from './demo-desk.ts'
import type { Api } from './floor-page.ts'

const SOON = { timeout: 10_000 }

describe('scarce stock at a desk', () => {
  let desk: DemoDesk
  let page: Page
  let api: Api

  beforeAll(async () => {
    desk = await openDemoDesk()
    ;({ page, api } = desk)
  }, 180_000)
  afterAll(() => desk?.close())

  const drawer = () => page.getByRole('complementary')
  const press = (name: string | RegExp) => drawer().getByRole('button', { name }).first().click()
  const tells = (text: string | RegExp) => drawer().getByText(text).first().waitFor(SOON)
  const row = (name: string) => drawer().getByRole('row').filter({ hasText: name })
  const field = (name: string) => drawer().getByLabel(`Protect for ${name}`)
  const primary = () => drawer().getByRole('button', { name: /^Protect as set/ })
  const proposal = (query = '') => api<Split>('GET', `/inventory/${RUNNING_LOW_SKU}/split${query}`)
  const protectedNow = async () => {
    const { channels } = await api<{ channels: { channel: string; protected: number }[] }>(
      'GET',
      `/inventory/${RUNNING_LOW_SKU}`,
    )
    return Object.fromEntries(channels.map((one) => [one.channel, one.protected]))
  }
  const BEFORE = { greenfield: 0, amazon: 0, shop: 0, wholesale: 20 }

  it('is proposed with its figures and reasons', async () => {
    const split = await proposal()
    await page.goto(`${desk.server.url}/office?item=${RUNNING_LOW_SKU}`)
    await press('Share out scarce stock')
    expect(new URL(page.url()).searchParams.get('panel')).toBe('split')
    await tells(new RegExp(`^${split.units} units are free until the next receipt on .*; in 10 days about 79 are`))
    for (const { name, asked, now, proposed, reasons } of split.channels) {
      const cells = await row(name).first().getByRole('cell').allInnerTexts()
      expect(cells.slice(3, 5), name).toEqual([String(Math.round(asked)), String(now.protect)])
      expect(await field(name).inputValue(), name).toBe(String(proposed?.protect))
      await tells(reasons.at(-1) ?? '')
    }
    expect(await row('Greenfield').first().innerText()).toMatch(/100 → \d+.%\s+\$[\d.]+ → \$[\d.]+/)
    const [first = ''] = split.channels.find(({ channel }) => channel === 'shop')?.reasons ?? []
    expect(await drawer().getByText(first, { exact: true }).isVisible()).toBe(false)
    await drawer().getByText('Why').nth(2).click()
    await drawer().getByText(first, { exact: true }).waitFor(SOON)
    await row('Shared by all').getByText(`${split.shared.now} → ${split.shared.proposed}`).waitFor()
    await row('As proposed').getByText(/^\$\d/).waitFor()
    await row('Difference to now')
      .getByText(/^\+\$\d/)
      .waitFor()
    expect(await protectedNow()).toEqual(BEFORE)
  })

  it('takes what is typed, and says what cannot be', async () => {
    await field('Shop').fill('many')
    await tells('Give a whole number, 0 or more.')
    expect(await primary().getAttribute('aria-disabled')).toBe('true')
    await field('Shop').fill('300')
    await tells(/^\d+ more than the 47 that are free\./)
    expect(await primary().getAttribute('aria-disabled')).toBe('true')
    await field('Shop').fill('2')
    await tells(/are those of the proposal, not of what you have typed/)
    await press('As proposed')
    expect(await field('Shop').inputValue()).not.toBe('2')
    expect(await protectedNow()).toEqual(BEFORE)
  })

  it('is refused where somebody else was faster, and proposed anew', async () => {
    await api('PUT', `/protections/${RUNNING_LOW_SKU}/wholesale`, { quantity: 10 })
    await tells('Stock or protections have changed since this was proposed.')
    await primary().click()
    await tells(/10 are protected now, not 20/)
    expect(await protectedNow()).toEqual({ ...BEFORE, wholesale: 10 })
    await press('Propose anew')
    await row('Wholesale').first().getByText('10', { exact: true }).waitFor(SOON)
    await drawer()
      .getByText(/protected now, not 20/)
      .waitFor({ state: 'detached' })
  })

  it('is protected as set, all channels at once, and not before', async () => {
    const { channels } = await proposal()
    const wanted = Object.fromEntries(channels.map(({ channel, proposed }) => [channel, proposed?.protect]))
    await field('Shop').fill('3')
    await primary().getByText('Protect as set: 4 channels change').waitFor()
    expect(await protectedNow()).toEqual({ ...BEFORE, wholesale: 10 })
    await primary().click()
    await drawer().getByRole('button', { name: 'Edit protection of Shop' }).waitFor(SOON)
    expect(new URL(page.url()).searchParams.has('panel')).toBe(false)
    expect(await protectedNow()).toEqual({ ...wanted, shop: 3 })
    const shown = (name: string) =>
      drawer()
        .getByRole('region', { name })
        .getByRole('button', { name: /^Protected/ })
    for (const { channel, name } of channels)
      await shown(name)
        .getByText(String(channel === 'shop' ? 3 : wanted[channel]), { exact: true })
        .waitFor(SOON)
  })

  it('is looked at for other times, and left', async () => {
    await press('Share out scarce stock')
    await drawer().getByLabel('For how long').selectOption({ label: '28 days' })
    await tells(/in 28 days about \d+ are likely to be asked for/)
    expect(new URL(page.url()).searchParams.get('panel')).toBe('split:28')
    await press('Leave it')
    await drawer().getByRole('button', { name: 'Edit protection of Shop' }).waitFor(SOON)
  })

  it('says why nothing is proposed for an item that was not sold yet', async () => {
    await page.goto(`${desk.server.url}/office?item=CKR-RYE&panel=split`)
    await tells(/nobody knows what a unit earns/)
    expect(await primary().count()).toBe(0)
    await press('Leave it')
    expect(await desk.server.findings()).toEqual([])
    expect(desk.faults).toEqual([])
  })
})
