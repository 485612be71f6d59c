import { Keyboard, LogOut, ScanBarcode, Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import { useDesk } from '../desk.ts'
import { countIn } from '../exceptions/exceptions-view.ts'
import { PaperHead } from '../print/paper-head.tsx'
import { printPage } from '../print/printing.ts'
import { useExceptionCounts } from '../queries.ts'
import { figure } from '../words.ts'
import { Connection } from './connection.tsx'
import { Help } from './help.tsx'
import styles from './layout.module.css'
import { Palette } from './palette/palette.tsx'
import { isAt, PLACES } from './places.ts'
import { useShortcuts } from './shortcuts.ts'

const toSearch = () => document.querySelector<HTMLInputElement>('[data-search]')?.focus()

/** As it stands on this keyboard. */
const GO_TO = /Mac|iPad/.test(navigator.userAgent) ? '⌘K' : t('Ctrl K')

export function Layout({ children, onSignOut }: { children: ReactNode; onSignOut: () => void }) {
  const { onDevice } = useDesk()
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  useShortcuts({
    '/': toSearch,
    '?': () => setHelp(true),
    'mod+k': () => setPalette(true),
    'mod+p': () => void printPage(),
  })
  return (
    <div className={styles.office} data-office>
      <nav className={styles.nav} aria-label={t('Office')}>
        <b className={styles.brand}>{t('Lotline')}</b>
        <Places />
        <div className={styles.below}>
          <Tap className={styles.place} onPress={() => setPalette(true)} aria-keyshortcuts="Control+K Meta+K">
            <Search aria-hidden />
            <span>{t('Go to… {keys}', { keys: GO_TO })}</span>
          </Tap>
          <Tap className={styles.place} onPress={() => setHelp(true)} aria-keyshortcuts="?">
            <Keyboard aria-hidden />
            <span>{t('Keys')}</span>
          </Tap>
          {onDevice ? (
            <>
              <Link href="/" className={styles.place}>
                <ScanBarcode aria-hidden />
                <span>{t('Floor')}</span>
              </Link>
              <Link href="/?end-shift" className={styles.place}>
                <LogOut aria-hidden />
                <span>{t('End shift')}</span>
              </Link>
            </>
          ) : (
            <Tap className={styles.place} onPress={onSignOut}>
              <LogOut aria-hidden />
              <span>{t('Sign out')}</span>
            </Tap>
          )}
          <Person />
        </div>
      </nav>
      <div className={styles.page}>
        <PaperHead />
        <Connection />
        {children}
      </div>
      {palette && <Palette onClose={() => setPalette(false)} />}
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  )
}

function Places() {
  const [location] = useLocation()
  const exceptions = countIn(useExceptionCounts().data?.items ?? [], 'all')
  return PLACES.map(({ href, label, icon: Icon }) => (
    <Link key={href} href={href} className={styles.place} aria-current={isAt(href, location) ? 'page' : undefined}>
      <Icon aria-hidden />
      <span>{label}</span>
      {href === '/office/exceptions' && exceptions > 0 && <i className={styles.count}>{figure(exceptions)}</i>}
    </Link>
  ))
}

function Person() {
  const { person } = useDesk()
  return <p className={styles.person}>{person}</p>
}
