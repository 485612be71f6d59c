import { describe, expect, it } from 'vitest'
import { type AudioStage, CUES, type Cue, createSound } from './sound.ts'

interface Note {
  from: number
  to: number
  start: number
  stop: number
  peak: number
}

/** An audio context that notes what it would play. */
function fakeAudio(state: AudioContextState = 'running') {
  const notes: Note[] = []
  const calls = { opened: 0, resumed: 0, closed: 0 }
  const stage = {
    state,
    currentTime: 10,
    destination: {},
    createOscillator() {
      const note: Note = { from: 0, to: 0, start: 0, stop: 0, peak: 0 }
      notes.push(note)
      return {
        type: '',
        frequency: {
          setValueAtTime: (hz: number) => Object.assign(note, { from: hz }),
          linearRampToValueAtTime: (hz: number) => Object.assign(note, { to: hz }),
        },
        connect: () => {},
        start: (at: number) => Object.assign(note, { start: at }),
        stop: (at: number) => Object.assign(note, { stop: at }),
      }
    },
    createGain: () => ({
      gain: {
        setValueAtTime: () => {},
        linearRampToValueAtTime: (value: number) => {
          const note = notes.at(-1)
          if (note) note.peak = Math.max(note.peak, value)
        },
      },
      connect: () => {},
    }),
    async resume() {
      calls.resumed += 1
    },
    async close() {
      calls.closed += 1
    },
  }
  const open = () => {
    calls.opened += 1
    return stage as unknown as AudioStage
  }
  return { open, notes, calls }
}

async function unlocked(state?: AudioContextState) {
  const audio = fakeAudio(state)
  const sound = createSound(audio.open)
  await sound.unlock()
  return { ...audio, sound }
}

describe('sound', () => {
  it('is silent and opens nothing before Start shift', () => {
    const { open, notes, calls } = fakeAudio()
    createSound(open).play('right')
    expect(notes).toEqual([])
    expect(calls.opened).toBe(0)
  })

  it('plays right as 1 kHz for 100 ms, at once', async () => {
    const { sound, notes } = await unlocked()
    sound.play('right')
    expect(notes).toEqual([{ from: 1000, to: 1000, start: 10, stop: 10.1, peak: 1 }])
  })

  it('plays wrong falling from 500 to 300 Hz in 300 ms', async () => {
    const { sound, notes } = await unlocked()
    sound.play('wrong')
    expect(notes).toEqual([{ from: 500, to: 300, start: 10, stop: 10.3, peak: 1 }])
  })

  it('rises for a line done and stays level for attention', () => {
    const [low, high] = CUES['line-done']
    expect(high?.fromHz).toBeGreaterThan(low?.fromHz ?? 0)
    expect(new Set(CUES.attention.map(({ fromHz }) => fromHz)).size).toBe(1)
    expect(CUES.attention).toHaveLength(2)
  })

  it.each(Object.keys(CUES) as Cue[])('keeps the tones of %s apart', (cue) => {
    CUES[cue].slice(1).forEach((tone, index) => {
      const before = CUES[cue][index]
      expect(tone.startMs).toBeGreaterThan((before?.startMs ?? 0) + (before?.lengthMs ?? 0))
    })
  })

  it('opens one context however often it is unlocked', async () => {
    const { sound, calls } = await unlocked()
    await sound.unlock()
    expect(calls.opened).toBe(1)
  })

  it('has a volume within 0 and 1', async () => {
    const { sound, notes } = await unlocked()
    sound.setVolume(0.25)
    sound.play('right')
    sound.setVolume(7)
    sound.play('right')
    sound.setVolume(-1)
    sound.play('right')
    expect(notes.map(({ peak }) => peak)).toEqual([0.25, 1])
  })

  it('wakes a context that iOS has interrupted', async () => {
    const { sound, calls } = await unlocked('suspended')
    const before = calls.resumed
    sound.play('right')
    expect(calls.resumed).toBe(before + 1)
  })

  it('closes, and is silent from then on', async () => {
    const { sound, notes, calls } = await unlocked()
    await sound.close()
    await sound.close()
    sound.play('right')
    expect(calls.closed).toBe(1)
    expect(notes).toEqual([])
  })
})
