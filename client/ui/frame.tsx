import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useCallback, useLayoutEffect, useRef } from 'react'
import styles from './frame.module.css'
import { scrollFocus } from './scroll-focus.ts'
import { Tap } from './tap.tsx'

export interface FrameProps {
  title: string
  /** How far: "3 of 14". */
  progress?: string | undefined
  onBack?: (() => void) | undefined
  /** Name of the back arrow, needed with onBack. */
  backLabel?: string | undefined
  /** The SyncChip. */
  chip?: ReactNode
  /** The ScanBand. */
  band?: ReactNode
  /** Stands between band and body, full width, does not scroll: banners, progress. */
  notice?: ReactNode
  children?: ReactNode
  /** What is asked: the body is shown from its top again when this changes. */
  step?: string | undefined
  /** The UndoRow, after a commit. */
  undo?: ReactNode
  /** Left in the bottom bar. */
  problem?: ReactNode
  /** Right in the bottom bar, takes the rest of its width. */
  primary?: ReactNode
}

/** The frame of every floor screen, from 320 × 480 up; lying, the bottom bar becomes a column at the right. */
export function Frame(props: FrameProps) {
  const { title, progress, onBack, backLabel, chip, band, notice, children, step, undo, problem, primary } = props
  const bar = Boolean(undo || problem || primary)
  const body = useRef<HTMLElement>(null)
  const setBody = useCallback((element: HTMLElement | null) => {
    body.current = element
    return scrollFocus(element)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step begins at its top.
  useLayoutEffect(() => {
    if (body.current) body.current.scrollTop = 0
  }, [step])
  return (
    <div className={styles.frame} data-bar={bar || undefined}>
      <header className={styles.header}>
        {onBack && (
          <Tap className={styles.back} aria-label={backLabel} onPress={onBack}>
            <ArrowLeft size={28} aria-hidden />
          </Tap>
        )}
        <div className={styles.name}>
          <h1 className={styles.title}>{title}</h1>
          {progress && <span className={styles.progress}>{progress}</span>}
        </div>
        <span className={styles.chip}>{chip}</span>
      </header>
      <div className={styles.top}>
        {band}
        {notice && <div className={styles.notice}>{notice}</div>}
      </div>
      <main ref={setBody} className={styles.body}>
        {children}
      </main>
      {bar && (
        <footer className={styles.bar}>
          {undo && <div className={styles.undo}>{undo}</div>}
          {problem && <div className={styles.problem}>{problem}</div>}
          {primary && <div className={styles.primary}>{primary}</div>}
        </footer>
      )}
    </div>
  )
}
