/** The picture. Tab comes to it once; arrow keys walk along its ways, Enter tells more of a part. */

import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { t } from '../../../language/t.ts'
import { Tap } from '../../../ui/tap.tsx'
import { figure } from '../../words.ts'
import type { LotName, TraceGraph, TraceNode } from '../contract.ts'
import { type Box, layoutTrace } from './layout.ts'
import { flowsOf, spokenPart, titleOf } from './parts.ts'
import styles from './trace.module.css'
import { type Arrow, connected, neighbourOf } from './way.ts'

export interface TracePictureProps {
  graph: TraceGraph
  /** The lot that is traced. */
  about: LotName
  open: string | null
  onOpen: (id: string) => void
}

/** Until it is measured. */
const USUAL_ROOM = 1000
const HEAD = 28
/** Left and right of it, for what is drawn around a part. As in trace.module.css. */
const MARGIN = 4

export function TracePicture({ graph, about, open, onOpen }: TracePictureProps) {
  const frame = useRef<HTMLElement>(null)
  const room = useRoom(frame, open !== null)
  const picture = useMemo(() => layoutTrace(graph, room), [graph, room])
  const own = graph.nodes.find(({ sku, lot }) => sku === about.sku && lot === about.lot)?.id
  // The drawer takes room beside the picture; the part that it tells of stays in sight.
  useEffect(() => {
    if (open !== null) partIn(frame.current, open)?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [open])
  const [stood, setStood] = useState<string | undefined>(own)
  const [pointed, setPointed] = useState<string | null>(null)
  const lit = pointed ?? open
  const way = useMemo(() => (lit === null ? null : connected(graph, lit)), [graph, lit])
  const walk = (from: string, event: KeyboardEvent) => {
    if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    const next = neighbourOf(picture, graph, from, event.key as Arrow)
    if (next === null) return
    setStood(next)
    partIn(frame.current, next)?.focus()
  }
  return (
    <section
      ref={frame}
      className={styles.frame}
      aria-label={t('The way from suppliers to customers. Arrow keys walk along it; the same stands below as a table.')}
    >
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the section names it; a title would hover over all of it */}
      <svg
        className={styles.picture}
        width={picture.width}
        height={picture.height + HEAD}
        viewBox={`0 -${HEAD} ${picture.width} ${picture.height + HEAD}`}
      >
        {picture.columns.map(({ label, x, width }) => (
          <text key={x} className={styles.column} x={x + width / 2} y={-12} aria-hidden>
            {label}
          </text>
        ))}
        <g aria-hidden>
          {picture.ribbons.map(({ link, path }) => (
            <path
              key={`${link.from}\n${link.to}`}
              className={styles.ribbon}
              data-lit={way ? way.has(link.from) && way.has(link.to) : undefined}
              d={path}
            >
              <title>{t('{quantity} units', { quantity: link.quantity })}</title>
            </path>
          ))}
        </g>
        {picture.boxes.map((box) => (
          <Part
            key={box.node.id}
            box={box}
            graph={graph}
            own={box.node.id === own}
            lit={way ? way.has(box.node.id) : undefined}
            open={box.node.id === open}
            stop={box.node.id === (stood ?? picture.boxes[0]?.node.id)}
            onOpen={() => {
              setStood(box.node.id)
              onOpen(box.node.id)
            }}
            onStand={() => {
              setStood(box.node.id)
              setPointed(box.node.id)
            }}
            onWalk={(event) => walk(box.node.id, event)}
            onPoint={(on) => setPointed(on ? box.node.id : null)}
          />
        ))}
      </svg>
    </section>
  )
}

interface PartProps {
  box: Box
  graph: TraceGraph
  own: boolean
  lit: boolean | undefined
  open: boolean
  /** Where Tab comes in. */
  stop: boolean
  onOpen: () => void
  onStand: () => void
  onWalk: (event: KeyboardEvent) => void
  onPoint: (on: boolean) => void
}

function Part({ box, graph, own, lit, open, stop, onOpen, onStand, onWalk, onPoint }: PartProps) {
  const { node, x, y, width, height } = box
  return (
    <foreignObject x={x} y={y} width={width} height={height} className={styles.place}>
      <Tap
        className={styles.part}
        data-part={node.id}
        data-kind={node.kind}
        data-own={own || undefined}
        data-lit={lit}
        aria-pressed={open}
        aria-label={spokenPart(graph, node)}
        title={node.label}
        tabIndex={stop ? 0 : -1}
        onPress={onOpen}
        onFocus={onStand}
        onKeyDown={onWalk}
        onBlur={() => onPoint(false)}
        onMouseEnter={() => onPoint(true)}
        onMouseLeave={() => onPoint(false)}
      >
        <Words node={node} graph={graph} />
      </Tap>
    </foreignObject>
  )
}

function Words({ node, graph }: { node: TraceNode; graph: TraceGraph }) {
  const { came, went } = flowsOf(graph, node.id)
  return (
    <>
      <span className={styles.title}>{node.kind === 'lot' ? node.lot : titleOf(node)}</span>
      {node.kind === 'lot' && <span className={styles.name}>{node.label}</span>}
      <span className={styles.quantity}>{figure(node.quantity ?? Math.max(came, went))}</span>
    </>
  )
}

const partIn = (frame: HTMLElement | null, id: string): HTMLElement | null | undefined =>
  frame?.querySelector<HTMLElement>(`[data-part="${CSS.escape(id)}"]`)

/** The width that the picture has. It stands still while a part is looked at, or that would run away. */
function useRoom(frame: { current: HTMLElement | null }, still: boolean): number {
  const [room, setRoom] = useState(USUAL_ROOM)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element || still) return
    const measure = () => element.clientWidth > 0 && setRoom(element.clientWidth - 2 * MARGIN)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame, still])
  return room
}
