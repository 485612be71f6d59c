import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Tokens = Map<string, string>

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function block(start: string, from = 0): Tokens {
  const at = css.indexOf(start, from)
  if (at < 0) throw new Error(`tokens.css has no ${start}`)
  const body = css.slice(css.indexOf('{', at) + 1, css.indexOf('}', at))
  return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]))
}

const light = block(':root')
const dark = block('[data-theme="dark"]')
const contrast = block('[data-theme="contrast"]')
const themes = { light, dark: new Map([...light, ...dark]), contrast: new Map([...light, ...contrast]) }

/** WCAG 2 relative luminance of #rrggbb. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function ratio(tokens: Tokens, front: string, back: string): number {
  const [a, b] = [front, back].map((name) => {
    const value = tokens.get(name)
    if (!value || !/^#[0-9a-f]{6}$/.test(value)) throw new Error(`--${name} is not #rrggbb: ${value}`)
    return luminance(value)
  }) as [number, number]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** Every pair in which the kit sets text. */
const text: readonly (readonly [string, string])[] = [
  ['ink', 'paper'],
  ['ink', 'surface'],
  ['ink', 'pressed'],
  ['ink-2', 'paper'],
  ['ink-2', 'surface'],
  ['brand-ink', 'brand'],
  ['brand-ink', 'brand-pressed'],
  ['seen-ink', 'seen'],
  ['ok', 'ok-bg'],
  ['ok', 'surface'],
  ['ok-solid-ink', 'ok-solid'],
  ['warn', 'warn-bg'],
  ['bad', 'bad-bg'],
  ['bad', 'surface'],
  ['bad', 'paper'],
  ['bad-solid-ink', 'bad-solid'],
]

/** What one must see to find a control or a state, without reading. */
const edges: readonly (readonly [string, string])[] = [
  ['edge', 'surface'],
  ['edge', 'paper'],
  ['brand', 'surface'],
  ['focus', 'surface'],
  ['focus', 'paper'],
]

describe.each(Object.entries(themes))('%s', (_, tokens) => {
  it.each(text)('sets %s on %s at 7:1 or more', (front, back) => {
    expect(ratio(tokens, front, back)).toBeGreaterThanOrEqual(7)
  })
  it.each(edges)('draws %s on %s at 3:1 or more', (front, back) => {
    expect(ratio(tokens, front, back)).toBeGreaterThanOrEqual(3)
  })
})

it('gives the system theme the same dark as the chosen one', () => {
  const system = block('[data-theme="system"]', css.indexOf('prefers-color-scheme'))
  expect([...system]).toEqual([...dark])
})
