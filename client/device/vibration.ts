import type { Cue } from './sound.ts'

/** On, off, on … in milliseconds. Never the only cue: iPhones and many handhelds do not vibrate at all. */
const PATTERNS: Readonly<Record<Cue, number[]>> = {
  right: [40],
  'line-done': [40, 60, 40],
  attention: [120, 80, 120],
  wrong: [300],
}

/** The part of `navigator` that is used. */
export interface Vibrator {
  vibrate?(pattern: number[]): boolean
  readonly userActivation?: { readonly hasBeenActive: boolean }
}

/**
 * Vibrates for a cue. False: the device cannot, or has not been touched yet, for before that browsers
 * refuse and complain in the console (w3c/vibration 29).
 */
export function vibrate(cue: Cue, device: Vibrator = navigator): boolean {
  if (!device.vibrate || device.userActivation?.hasBeenActive === false) return false
  return device.vibrate(PATTERNS[cue])
}
