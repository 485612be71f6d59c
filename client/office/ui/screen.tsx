import type { ReactNode } from 'react'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import { usePageTitle } from '../print/page-title.ts'
import styles from './screen.module.css'

export interface ScreenProps {
  title: string
  say?: ReactNode
  /** Right of the title. */
  actions?: ReactNode
  /** Tabs, search and filters. */
  tools?: ReactNode
  drawer?: ReactNode
  /** What is below has a head of its own on paper. */
  paper?: boolean | undefined
  children: ReactNode
}

/** An index page: title, tools, what scrolls below, and the drawer beside. */
export function Screen({ title, say, actions, tools, drawer, paper, children }: ScreenProps) {
  usePageTitle('screen', title)
  return (
    <div className={styles.screen} data-paper={paper || undefined}>
      <main className={styles.main}>
        <header className={styles.head}>
          <div className={styles.names}>
            <h1 className={styles.title}>{title}</h1>
            {say && <p className={styles.say}>{say}</p>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
        {tools && (
          <div className={styles.tools} data-tools>
            {tools}
          </div>
        )}
        {children}
      </main>
      {drawer}
    </div>
  )
}

export function Tools({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>
}

/** Nothing to show, and why. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className={styles.nothing}>{children}</p>
}

/** What scrolls where it is no table. */
export function Scroll({ children }: { children: ReactNode }) {
  return (
    <div className={styles.scroll} ref={scrollFocus}>
      {children}
    </div>
  )
}
