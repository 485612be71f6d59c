import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const UNDONE = 'It was undone.'

describe('in the language of the source', () => {
  it('leaves what the server says, and waits for nothing', async () => {
    const { heard, heardAnswer, isHeard } = await import('./heard.ts')
    const answer = { detail: UNDONE }
    expect(isHeard()).toBe(true)
    expect(heard(UNDONE)).toBe(UNDONE)
    expect(await heardAnswer(answer)).toBe(answer)
  })
})

describe('in another language', () => {
  beforeEach(() => {
    vi.stubGlobal('localStorage', { getItem: () => 'es' })
    vi.resetModules()
  })
  // Other files are read by the same worker, before its next test begins.
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('is English until the catalogue is there', async () => {
    const { heard, isHeard, listen } = await import('./heard.ts')
    expect([isHeard(), heard(UNDONE)]).toEqual([false, UNDONE])
    await listen()
    expect([isHeard(), heard(UNDONE)]).toEqual([true, 'Se deshizo.'])
  })

  it('says the sentences of an answer, wherever they are in it', async () => {
    const { heardAnswer } = await import('./heard.ts')
    const answer = {
      next: null,
      items: [
        { id: 7, problem: { code: 'x', detail: 'There is no return R1.' }, reasons: [UNDONE, { label: UNDONE }] },
      ],
      did: UNDONE,
    }
    expect(await heardAnswer(answer)).toEqual({
      next: null,
      items: [
        {
          id: 7,
          problem: { code: 'x', detail: 'No existe la devolución R1.' },
          reasons: ['Se deshizo.', { label: UNDONE }],
        },
      ],
      did: 'Se deshizo.',
    })
  })

  it('leaves what people typed, what is sent back, and what is read by code', async () => {
    const { heardAnswer } = await import('./heard.ts')
    const answer = {
      note: UNDONE,
      name: UNDONE,
      proposals: [{ body: { detail: UNDONE } }],
      envelope: { payload: { detail: UNDONE } },
      failures: [{ code: 'listing-not-mapped', detail: UNDONE }],
    }
    expect(await heardAnswer(answer)).toEqual(answer)
  })
})
