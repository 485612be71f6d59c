import { describe, expect, it } from 'vitest'
import { createTextScanner } from './demo.ts'
import { createScanHub } from './hub.ts'
import type { RawScan } from './raw-scan.ts'

const scan: RawScan = { text: ']C110LOT-A1\u001d17271231', source: 'wedge', at: 5 }

describe('scan hub', () => {
  it('gives a scan to the last subscriber only, and to the one before once that has left', () => {
    const hub = createScanHub()
    const seen: string[] = []
    hub.subscribe(() => seen.push('screen'))
    const closeDialog = hub.subscribe(() => seen.push('dialog'))
    hub.scan(scan)
    closeDialog()
    closeDialog()
    hub.scan(scan)
    expect(seen).toEqual(['dialog', 'screen'])
  })

  it('keeps for the next screen what is scanned between two, for a second', async () => {
    let now = 0
    const hub = createScanHub(() => now)
    const seen: string[] = []
    const at = (at: number): RawScan => ({ ...scan, text: `at ${at}`, at })
    for (const moment of [100, 500, 900]) expect(hub.scan(at(moment))).toBe(false)
    now = 1_200
    // Mounted twice, as React does in development: the one that stays gets them.
    hub.subscribe(() => seen.push('gone'))()
    hub.subscribe(({ text }) => seen.push(text))
    expect(seen).toEqual([])
    await Promise.resolve()
    expect(seen).toEqual(['at 500', 'at 900'])
    hub.subscribe(({ text }) => seen.push(text))
    await Promise.resolve()
    expect(seen).toHaveLength(2)
  })

  it('keeps for the next screen what is scanned while this one opens it, three seconds at most', async () => {
    let now = 0
    const hub = createScanHub(() => now)
    const seen: string[] = []
    const at = (at: number): RawScan => ({ ...scan, text: `at ${at}`, at })
    const stop = hub.subscribe(({ text }) => seen.push(`list ${text}`))
    hub.scan(at(100))
    stop()
    const leave = hub.subscribe(({ text }) => seen.push(`list ${text}`), { isLeaving: true })
    for (const moment of [200, 2_000]) expect(hub.scan(at(moment))).toBe(false)
    now = 3_500
    leave()
    hub.subscribe(({ text }) => seen.push(`pick ${text}`))
    await Promise.resolve()
    expect(seen).toEqual(['list at 100', 'pick at 2000'])
  })

  it('gives a screen that stays after all what was scanned while it was to leave', async () => {
    const hub = createScanHub(() => 5)
    const seen: string[] = []
    const stop = hub.subscribe(() => seen.push('leaving'), { isLeaving: true })
    hub.scan(scan)
    stop()
    hub.subscribe(() => seen.push('stays'))
    await Promise.resolve()
    expect(seen).toEqual(['stays'])
  })

  it('piles nothing up where nobody ever listens', async () => {
    let now = 0
    const hub = createScanHub(() => now)
    const seen: string[] = []
    for (now = 0; now < 100_000; now += 100) hub.scan({ ...scan, at: now })
    hub.subscribe(({ text }) => seen.push(text))
    await Promise.resolve()
    expect(seen.length).toBeLessThanOrEqual(10)
  })

  it('says that nobody listens', () => {
    const hub = createScanHub()
    const stop = hub.subscribe(() => {})
    expect(hub.scan(scan)).toBe(true)
    stop()
    expect(hub.scan(scan)).toBe(false)
  })

  it('unsubscribes the right one where two share a listener', () => {
    const hub = createScanHub()
    const listener = () => {}
    const first = hub.subscribe(listener, { expectRepeats: true })
    hub.subscribe(listener)
    first()
    expect(hub.expectsRepeats()).toBe(false)
    expect(hub.scan(scan)).toBe(true)
  })

  it('expects repeats only while the screen in front does', () => {
    const hub = createScanHub()
    expect(hub.expectsRepeats()).toBe(false)
    hub.subscribe(() => {}, { expectRepeats: true })
    expect(hub.expectsRepeats()).toBe(true)
    hub.subscribe(() => {})
    expect(hub.expectsRepeats()).toBe(false)
  })
})

describe('text scanner', () => {
  it('goes the same path as a wedge, with GS restored', () => {
    const hub = createScanHub()
    const seen: RawScan[] = []
    hub.subscribe((it) => seen.push(it))
    const type = createTextScanner(hub, 'demo', () => 7)
    expect(type(']C110A{GS}17271231')).toBe(true)
    expect(type(']C110A\u241d17271231')).toBe(true)
    expect(type('')).toBe(false)
    expect(seen.map(({ text }) => text)).toEqual([']C110A\u001d17271231', ']C110A\u001d17271231'])
    expect(seen[0]).toMatchObject({ source: 'demo', at: 7 })
  })
})
