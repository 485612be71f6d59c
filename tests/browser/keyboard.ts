/** A page by keyboard alone, and what a screen reader is told of it. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const MOST_STEPS = 150

/** Steps with Tab until what has the focus is called like this. Fails where the focus never comes there, or cannot be seen. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const been: string[] = []
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(focused)
    been.push(at.name)
    if (!name.test(at.name)) continue
    expect(at.seen, `the focus on "${at.name}" can be seen`).toBe(true)
    return
  }
  throw new Error(`Tab never came to ${name}. It was at: ${[...new Set(been)].join(' | ')}`)
}

export async function pressByKey(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}

/** In the page: the name of what has the focus, and whether its ring is drawn. */
function focused(): { name: string; seen: boolean } {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return { name: '', seen: false }
  const labelled =
    element instanceof HTMLInputElement || element instanceof HTMLSelectElement
      ? element.labels?.[0]?.textContent
      : null
  const name = element.getAttribute('aria-label') ?? labelled ?? element.textContent ?? ''
  const style = getComputedStyle(element)
  const seen = element.matches(':focus-visible') && (style.outlineStyle !== 'none' || style.boxShadow !== 'none')
  return { name: name.replace(/\s+/g, ' ').trim(), seen }
}

interface AxNode {
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
}

const ACTED_ON = new Set([
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'checkbox',
  'radio',
  'switch',
  'tab',
  'option',
  'spinbutton',
])

export interface Told {
  /** Roles of what can be acted on and has no name. */
  nameless: string[]
  /** What is read out when it changes, as it says now. */
  live: string[]
  headings: string[]
  landmarks: string[]
}

/** The tree that Chromium hands to a screen reader. */
export async function treeOf(page: Page): Promise<Told> {
  const tools = await page.context().newCDPSession(page)
  try {
    const { nodes } = (await tools.send('Accessibility.getFullAXTree')) as unknown as { nodes: AxNode[] }
    const shown = nodes.filter(({ ignored }) => !ignored)
    const of = (roles: readonly string[]) => shown.filter(({ role }) => roles.includes(role?.value ?? ''))
    return {
      nameless: shown
        .filter(({ role, name }) => ACTED_ON.has(role?.value ?? '') && !name?.value?.trim())
        .map(({ role }) => role?.value ?? ''),
      live: await page.locator('[role=alert], [role=status], output, [aria-live]').allTextContents(),
      headings: of(['heading']).map(({ name }) => name?.value ?? ''),
      landmarks: of(['main', 'navigation', 'banner', 'contentinfo']).map(({ role }) => role?.value ?? ''),
    }
  } finally {
    await tools.detach()
  }
}
