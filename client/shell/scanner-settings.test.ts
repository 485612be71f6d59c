import { afterEach, describe, expect, it, vi } from 'vitest'

/** As after a start of the app: nothing is remembered but what the storage holds. */
async function startApp(storage: Partial<Storage>) {
  vi.resetModules()
  vi.stubGlobal('localStorage', storage)
  return import('./scanner-settings.ts')
}
const holding = (text: string | null) => ({ getItem: () => text })
afterEach(() => vi.unstubAllGlobals())

describe('what is known of the scanner', () => {
  it.each([
    null,
    '',
    '{',
    '7',
    '"x"',
    '[]',
    '{"gsSurvives":true}',
  ])('is nothing where the storage holds %j', async (text) => {
    const { readScannerSettings } = await startApp(holding(text))
    expect(readScannerSettings()).toEqual({ gsSurvives: false, gsReplacements: [] })
  })

  it('is nothing where the browser has no storage', async () => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    const { readScannerSettings, writeScannerSettings } = await startApp({ getItem: denied, setItem: denied })
    expect(readScannerSettings().gsSurvives).toBe(false)
    writeScannerSettings({ gsSurvives: true, gsReplacement: null })
    expect(readScannerSettings().gsSurvives).toBe(true)
  })

  it('survives a start of the app', async () => {
    let kept: string | null = null
    const storage = {
      getItem: () => kept,
      setItem: (_: string, text: string) => {
        kept = text
      },
    }
    const first = await startApp(storage)
    first.writeScannerSettings({ gsSurvives: true, gsReplacement: '|' })
    const second = await startApp(storage)
    expect(second.readScannerSettings()).toEqual({ gsSurvives: true, gsReplacements: ['|'] })
    // A check of a label without the sign says nothing about it.
    second.writeScannerSettings({ gsSurvives: true, gsReplacement: null })
    expect(second.readScannerSettings().gsReplacements).toEqual(['|'])
  })

  it('that survives is yes only where it was proven', async () => {
    const { readScannerSettings } = await startApp(holding('{"gsSurvives":"yes","gsReplacements":[7]}'))
    expect(readScannerSettings()).toEqual({ gsSurvives: false, gsReplacements: ['7'] })
  })
})
