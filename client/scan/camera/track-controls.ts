// Torch and focus are constraints of the track that only some browsers know (Chrome for Android, Safari
// for the torch), and TypeScript's types do not.

interface Abilities {
  readonly torch?: boolean
  readonly focusMode?: readonly string[]
  readonly pointsOfInterest?: unknown
}

function abilities(track: MediaStreamTrack): Abilities {
  // Firefox for Android long had no getCapabilities.
  return typeof track.getCapabilities === 'function' ? (track.getCapabilities() as Abilities) : {}
}

/** Asks a track for something that it may refuse. Says whether it agreed. */
async function ask(track: MediaStreamTrack, wish: Record<string, unknown>): Promise<boolean> {
  try {
    await track.applyConstraints({ advanced: [wish as MediaTrackConstraintSet] })
    return true
  } catch {
    return false
  }
}

export function hasTorch(track: MediaStreamTrack): boolean {
  return abilities(track).torch === true
}

/** Switches the torch. False: there is none, or it refused. */
export async function setTorch(track: MediaStreamTrack, on: boolean): Promise<boolean> {
  return hasTorch(track) && (await ask(track, { torch: on }))
}

/** Whether the camera can be told to focus again, by a touch. */
export function canFocus(track: MediaStreamTrack): boolean {
  const modes = abilities(track).focusMode ?? []
  return modes.includes('single-shot') || modes.includes('continuous')
}

/** Keeps the focus moving by itself: some phones start with it fixed. */
export async function focusContinuously(track: MediaStreamTrack): Promise<boolean> {
  return (abilities(track).focusMode ?? []).includes('continuous') && (await ask(track, { focusMode: 'continuous' }))
}

/** Focuses where the person touched, `x` and `y` from 0 to 1 in the picture. False: the camera cannot. */
export async function focusAt(track: MediaStreamTrack, x: number, y: number): Promise<boolean> {
  if (!canFocus(track)) return false
  const where = abilities(track).pointsOfInterest === undefined ? {} : { pointsOfInterest: [{ x, y }] }
  const once = (abilities(track).focusMode ?? []).includes('single-shot')
  return ask(track, { ...where, focusMode: once ? 'single-shot' : 'continuous' })
}
