import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** The office's own colours, held to the kit's limits: text 7:1, what tells parts apart 3:1. */
const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const css = read('./office.css')
const kit = read('../../ui/tokens.css')

function block(source: string, start: string, from = 0): [string, string][] {
  const at = source.indexOf(start, from)
  const body = source.slice(source.indexOf('{', at) + 1, source.indexOf('}', at))
  return [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value])
}

const light = new Map([...block(kit, ':root'), ...block(css, ':root')])
const themed = (theme: string) => {
  const start = `[data-theme="${theme}"]`
  return new Map([...light, ...block(kit, start), ...block(css, start)])
}
const themes = { light, dark: themed('dark'), contrast: themed('contrast') }

/** WCAG 2 relative luminance of #rrggbb. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function ratio(tokens: Map<string, string>, front: string, back: string): number {
  const [a, b] = [front, back].map((name) => luminance(tokens.get(name) ?? 'none')) as [number, number]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

describe.each(Object.entries(themes))('%s', (_, tokens) => {
  it.each([
    ['nav-ink', 'nav'],
    ['nav-ink', 'nav-on'],
  ])('sets %s on %s at 7:1 or more', (front, back) => {
    expect(ratio(tokens, front, back)).toBeGreaterThanOrEqual(7)
  })
  const series = [1, 2, 3, 4, 5, 6].map((nth) => `series-${nth}`)
  it.each(['part-allocated', 'part-committed', 'part-protected', ...series])('draws %s at 3:1 or more', (part) => {
    expect(ratio(tokens, part, 'surface')).toBeGreaterThanOrEqual(3)
  })
})

it('gives the system theme the same dark as the chosen one', () => {
  expect(block(css, '[data-theme="system"]', css.indexOf('prefers-color-scheme'))).toEqual(
    block(css, '[data-theme="dark"]'),
  )
})
