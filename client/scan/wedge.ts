import { assemble, BURST_DEFAULTS, type BurstSettings, type BurstStep, NO_BURST } from './burst.ts'
import type { RawScan } from './raw-scan.ts'
import { type RestoreText, snapshotText } from './text-snapshot.ts'
import { listenToKeys } from './wedge-dom.ts'
import type { WedgeEvent } from './wedge-event.ts'
import { addWedgeField } from './wedge-field.ts'

export interface WedgeClock {
  /** Milliseconds on the time base of `performance.now()`. */
  now(): number
  /** Runs something later; returns how to call it off. */
  schedule(delayMs: number, run: () => void): () => void
}

export interface WedgeOptions extends Partial<Omit<BurstSettings, 'expectRepeats'>> {
  /** Asked at the end of each burst: are identical bursts in quick succession meant? Default: no. */
  readonly expectRepeats?: () => boolean
  /** Whether to add the hidden field and keep the focus in it. Default: yes. Without it only the document listens. */
  readonly focusField?: boolean
  readonly clock?: WedgeClock
}

const BROWSER_CLOCK: WedgeClock = {
  now: () => performance.now(),
  schedule(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

/**
 * Listens to a scanner that types like a keyboard, wherever the focus is. Returns how to stop.
 *
 * Keys of a burst are prevented and stopped, so that they press no button and reach no other handler.
 * A burst that went into a text field is taken out of it again.
 */
export function listenToWedge(target: Document, options: WedgeOptions, onScan: (scan: RawScan) => void): () => void {
  const { expectRepeats = () => false, focusField = true, clock = BROWSER_CLOCK, ...given } = options
  const settings = { ...BURST_DEFAULTS, ...given }
  const field = focusField ? addWedgeField(target) : null
  let state = NO_BURST
  let restore: RestoreText = () => {}
  let cancelSilence = () => {}

  const feed = (event: WedgeEvent, element: Element | null): boolean => {
    const step = assemble(state, event, { ...settings, expectRepeats: expectRepeats() })
    state = step.state
    settle(step)
    if (step.began) restore = snapshotText(event.field === 'text' ? element : null)
    for (const scan of step.scans) onScan({ ...scan, source: 'wedge' })
    return step.consume
  }

  const settle = (step: BurstStep) => {
    if (step.retract) restore()
    // Not where it is empty anyhow: writing to a field with the focus makes the browser lay out the page at once.
    if (field && !step.state.burst && field.element.value !== '') field.element.value = ''
    cancelSilence()
    if (step.state.burst) cancelSilence = awaitSilence(clock, settings.silenceMs, endBySilence)
  }

  const endBySilence = () => {
    feed({ type: 'silence', at: clock.now(), field: 'none' }, null)
  }

  const stopListening = listenToKeys(target, field?.element ?? null, feed)
  return () => {
    stopListening()
    cancelSilence()
    field?.stop()
  }
}

/**
 * Waits for silence, and then for one turn more: after a busy moment keys may be waiting that are
 * older than the timer, and a code must not be cut in two for it.
 */
function awaitSilence(clock: WedgeClock, silenceMs: number, run: () => void): () => void {
  let cancel = clock.schedule(silenceMs, () => {
    cancel = clock.schedule(0, run)
  })
  return () => cancel()
}

/**
 * Records what a scanner sends, event by event, for the set-up check. It listens on the window, before
 * the wedge takes the keys away, and changes nothing. Returns how to stop.
 */
export function recordWedge(target: Window, onEvent: (event: WedgeEvent) => void): () => void {
  return listenToKeys(target, null, (event) => {
    onEvent(event)
    return false
  })
}
