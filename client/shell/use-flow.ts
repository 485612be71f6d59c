/**
 * Runs a flow for a screen. One thing at a time, in order: what a step wants recorded is on disk before its state
 * counts, and where the disk refuses, the screen says so and stays where it was.
 */

import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Scan } from '../../shared/barcode/scan.ts'
import type { Machine, Step } from '../flows/flow.ts'
import { t } from '../language/t.ts'
import { append } from '../outbox/append.ts'
import { type Named, nameAtHand, nameScan } from '../replica/name.ts'
import { type Band, createBand } from '../ui/index.ts'
import { afterPaint } from './after-paint.ts'
import { whenCalm } from './calm.ts'
import { useFloor } from './floor.ts'
import { createGate } from './gate.ts'
import { createRefresher } from './refresher.ts'
import { useScan } from './use-scan.ts'

const LONGEST_LOAD_MS = 3_000

export interface Undo {
  label: string
  ids: string[]
}

export interface RunningFlow<State, Action> {
  state: State
  band: Band
  act(action: Action): void
  /** Loads anew and acts, after all that is under way: what it loads includes what has just been recorded. */
  reload(load: () => Promise<Action | null>): void
  /**
   * The same beside what is under way: no scan waits for it. Where something was recorded meanwhile, which is not in what was
   * loaded, it is loaded once more when the hand rests.
   */
  refresh(load: () => Promise<Action | null>): void
  /** The last step, while it can be undone here. */
  undo: Undo | null
  undoLast(): void
  /** How often something was undone: what the screen loaded before that is to be loaded anew, at once. */
  undone: number
  /** The disk did not take a step: nothing of it was recorded. */
  fault: { retry(): void; giveUp(): void } | null
  /** A label may have lost its separator: a person says which reading is right. */
  question: { readings: Scan[]; choose(scan: Scan | null): void } | null
}

export interface FlowWishes {
  /** The same code several times in quick succession is meant. */
  expectRepeats?: boolean
  /** What it is about is loaded by its first `reload`: a scan that comes before waits for that, instead of being unknown. */
  loads?: boolean
}

export function useFlow<State, Action>(
  machine: Machine<State, Action>,
  start: () => State,
  { expectRepeats = false, loads = false }: FlowWishes = {},
): RunningFlow<State, Action> {
  const floor = useFloor()
  const [gate] = useState(() => createGate(!loads))
  const [state, setState] = useState(start)
  const current = useRef(state)
  const [band] = useState(createBand)
  const [undo, setUndo] = useState<Undo | null>(null)
  const [undone, setUndone] = useState(0)
  const [failed, setFailed] = useState<Step<State> | null>(null)
  const [asked, setAsked] = useState<Scan[] | null>(null)
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  /** How often something was recorded. */
  const recorded = useRef(0)
  // What was queued behind a step that could not be recorded must not run past it.
  const halted = useRef(false)

  const enqueue = useCallback((run: () => Promise<void>) => {
    queue.current = queue.current.then(run, run)
  }, [])

  const settle = useEffectEvent((step: Step<State>) => {
    current.current = step.state
    if (step.tone === 'quiet') return setState(step.state)
    if (step.word !== '' || step.tone === 'wrong')
      band.show(step.tone === 'wrong' ? 'wrong' : step.record ? 'done' : 'recognised', step.word)
    floor.signal(step.tone)
    // Colour and word first, in a frame of their own; then the screen around them, whatever it is by then.
    afterPaint(() => setState(current.current))
  })

  const take = useEffectEvent(async (step: Step<State>) => {
    if (halted.current) return
    if (!step.record) return settle(step)
    band.show('saving', step.word)
    recorded.current += 1
    try {
      const by = { sessionId: floor.session.sessionId, cursor: floor.sync.seen() }
      const rows = await append(floor.recorder, step.record, by)
      setUndo({ label: step.undo ?? step.word, ids: rows.map((row) => row.id) })
    } catch {
      band.show('wrong', t('NOT RECORDED'))
      floor.signal('wrong')
      halted.current = true
      setFailed(step)
      return
    }
    settle(step)
    whenCalm(floor.sync.nudge)
  })

  const readScan = useEffectEvent((scan: Scan) => {
    if (failed) return
    if (scan.question) {
      band.show('wrong', t('Which is right?'))
      floor.signal('attention')
      setAsked(scan.question.readings)
      return
    }
    const read = async () => {
      const named = nameAtHand(floor.view, scan) ?? (await nameScan(floor.view, scan).catch(() => unreadable(scan)))
      await take(machine.scan(current.current, named))
    }
    gate.pass(() => enqueue(read))
  })
  useScan(band, readScan, { expectRepeats })

  const undoLast = useEffectEvent(() => {
    if (!undo) return
    setUndo(null)
    enqueue(async () => {
      // Last first: a pick's own undo must not find its short pick still standing.
      const record = [...undo.ids]
        .reverse()
        .map((transaction) => ({ type: 'reverse' as const, payload: { transaction } }))
      await take({ state: current.current, tone: 'done', word: t('Undone'), record, undo: '' })
      setUndo(null)
      setUndone((times) => times + 1)
    })
  })

  const acts = useEffectEvent((action: Action) => take(machine.act(current.current, action)))
  const [refresh] = useState(() =>
    createRefresher<Action>({
      recorded: () => recorded.current,
      enqueue,
      act: (action) => acts(action),
      later: whenCalm,
    }),
  )

  useEffect(() => () => band.clear(), [band])
  // Where the load does not come, what was scanned is answered all the same.
  useEffect(() => {
    const late = setTimeout(gate.open, LONGEST_LOAD_MS)
    return () => clearTimeout(late)
  }, [gate])

  return {
    state,
    band,
    act: (action) => enqueue(async () => take(machine.act(current.current, action))),
    reload: (load) =>
      enqueue(async () => {
        try {
          const action = await load()
          if (action !== null) await take(machine.act(current.current, action))
        } finally {
          gate.open()
        }
      }),
    refresh,
    undo: undo?.label ? undo : null,
    undoLast,
    undone,
    fault: failed && {
      retry() {
        halted.current = false
        setFailed(null)
        enqueue(() => take(failed))
      },
      giveUp() {
        halted.current = false
        setFailed(null)
        band.clear()
      },
    },
    question: asked && {
      readings: asked,
      choose(scan) {
        setAsked(null)
        band.clear()
        if (scan) readScan(scan)
      },
    },
  }
}

/** The device's own disk did not answer: said like every scan that cannot be taken. */
const unreadable = (scan: Scan): Named => ({
  kind: 'problem',
  scan,
  say: t('This device could not look it up. Scan again.'),
})
