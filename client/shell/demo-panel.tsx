/** The demo's scanner: the barcodes that the current step could meet; a tap scans one, the way every scan goes. */

import { QrCode } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../language/t.ts'
import { offerPractice } from '../practice/offer.ts'
import { createTextScanner } from '../scan/demo.ts'
import type { ScanHub } from '../scan/hub.ts'
import { Details } from '../ui/details.tsx'
import { Button, Dialog, EmptyState, List, Row, SearchField } from '../ui/index.ts'
import { scrollFocus } from '../ui/scroll-focus.ts'
import { type CodeGroup, type DemoCode, foundCodes, groupsFor, namedCodes } from './demo-codes.ts'
import styles from './demo-panel.module.css'

/** Rendered only where the server says that this is the demo. `canPractise`: somebody is signed in. */
export default function DemoPanel({ hub, canPractise }: { hub: ScanHub; canPractise: boolean }) {
  const [open, setOpen] = useState(false)
  const [groups, setGroups] = useState<CodeGroup[]>([])
  const [search, setSearch] = useState('')
  const [screen, setScreen] = useState({ path: '/', band: '', main: '' })
  const scan = createTextScanner(hub, 'demo', () => performance.now())
  // The band leaves room for the button.
  useEffect(() => {
    document.documentElement.dataset.demo = 'yes'
  }, [])
  useEffect(() => {
    if (open) void loadCodes().then(setGroups)
  }, [open])
  const show = () => {
    setScreen(lookAtScreen())
    setSearch('')
    setOpen(true)
  }
  const tap = (code: DemoCode) => {
    setOpen(false)
    scan(code.text)
  }
  const practise = () => {
    setOpen(false)
    offerPractice()
  }
  const { own, others } = groupsFor(screen.path, groups)
  const named = { title: t('On this screen'), codes: namedCodes([...own, ...others], screen.band, screen.main) }
  const searched = search.trim() !== ''
  return (
    <>
      <button type="button" className={styles.open} onClick={show} aria-label={t('Demo barcodes')}>
        <QrCode aria-hidden />
      </button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('Tap a barcode to scan it')}
        actions={
          <>
            {canPractise && <Button onPress={practise}>{t('Practise a task')}</Button>}
            <Button onPress={() => setOpen(false)}>{t('Close')}</Button>
          </>
        }
      >
        <div className={styles.codes} ref={scrollFocus}>
          <SearchField label={t('Item, lot, bin')} value={search} onChange={setSearch} />
          {groups.length === 0 && <EmptyState say={t('The codes come from the server; it cannot be reached.')} />}
          {(searched ? foundCodes(groups, search) : [named, ...own]).map((group) => (
            <Codes key={group.title} group={group} onTap={tap} />
          ))}
          {!searched &&
            others.map((group) => (
              <Details key={group.title} label={group.title}>
                <Codes group={group} onTap={tap} />
              </Details>
            ))}
        </div>
      </Dialog>
    </>
  )
}

let known: CodeGroup[] = []

/** Offline the codes that were loaded last still serve. */
async function loadCodes(): Promise<CodeGroup[]> {
  try {
    const response = await fetch('/demo/codes.json')
    if (response.ok) known = ((await response.json()) as { groups: CodeGroup[] }).groups
  } catch {
    // No network: the last ones.
  }
  return known
}

function Codes({ group: { title, codes }, onTap }: { group: CodeGroup; onTap(code: DemoCode): void }) {
  if (codes.length === 0) return null
  return (
    <List label={title}>
      {codes.map((code) => (
        <Row key={code.text} title={code.label} onPress={() => onTap(code)} />
      ))}
    </List>
  )
}

const lookAtScreen = () => ({
  path: location.pathname,
  band: document.querySelector('output')?.textContent ?? '',
  main: document.querySelector('main')?.textContent ?? '',
})
