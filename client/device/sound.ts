/** What a sound tells: see which it is without looking at the screen. */
export type Cue = 'right' | 'line-done' | 'attention' | 'wrong'

/** One tone of a cue: frequency from and to, start and length. */
export interface Tone {
  readonly fromHz: number
  readonly toHz: number
  readonly startMs: number
  readonly lengthMs: number
}

const steady = (hz: number, startMs: number, lengthMs: number): Tone => ({ fromHz: hz, toHz: hz, startMs, lengthMs })

export const CUES: Readonly<Record<Cue, readonly Tone[]>> = {
  right: [steady(1000, 0, 100)],
  'line-done': [steady(880, 0, 90), steady(1320, 110, 140)],
  attention: [steady(660, 0, 90), steady(660, 150, 90)],
  wrong: [{ fromHz: 500, toHz: 300, startMs: 0, lengthMs: 300 }],
}

export interface Sound {
  /** Allows sound from now on. Call it in the click of Start shift: browsers allow it only in a gesture. */
  unlock(): Promise<void>
  /** Plays a cue at once, over any that is still sounding. Silent while locked or at volume 0. */
  play(cue: Cue): void
  /** From 0 to 1. */
  setVolume(volume: number): void
  close(): Promise<void>
}

/** The part of an AudioContext that is used. */
export type AudioStage = Pick<
  AudioContext,
  'state' | 'currentTime' | 'destination' | 'createOscillator' | 'createGain' | 'resume' | 'close'
>

/** The shortest latency that the device has: a beep that comes late is taken for the next scan's. */
const openAudio = (): AudioStage => new AudioContext({ latencyHint: 'interactive' })

/**
 * The floor's sounds. The context is opened once, in `unlock`, and kept: opening one for each beep
 * takes tens of milliseconds, and browsers allow only a few.
 */
export function createSound(open: () => AudioStage = openAudio): Sound {
  let audio: AudioStage | null = null
  let volume = 1
  return {
    async unlock() {
      audio ??= open()
      await audio.resume()
    },
    play(cue) {
      if (!audio || volume === 0) return
      // iOS interrupts the context for calls and other apps, and only a resume brings it back.
      if (audio.state !== 'running') audio.resume().catch(() => {})
      for (const tone of CUES[cue]) playTone(audio, tone, volume)
    },
    setVolume(next) {
      volume = Math.min(1, Math.max(0, next))
    },
    async close() {
      await audio?.close()
      audio = null
    },
  }
}

/** Ramps of a few milliseconds at both ends, or speakers click. */
const RAMP_S = 0.005

function playTone(audio: AudioStage, tone: Tone, volume: number): void {
  const start = audio.currentTime + tone.startMs / 1000
  const end = start + tone.lengthMs / 1000
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  // A square wave carries over the noise of a hall better than a sine of the same volume.
  oscillator.type = 'square'
  oscillator.frequency.setValueAtTime(tone.fromHz, start)
  oscillator.frequency.linearRampToValueAtTime(tone.toHz, end)
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(volume, start + RAMP_S)
  gain.gain.setValueAtTime(volume, end - RAMP_S)
  gain.gain.linearRampToValueAtTime(0, end)
  oscillator.connect(gain)
  gain.connect(audio.destination)
  oscillator.start(start)
  oscillator.stop(end)
}
