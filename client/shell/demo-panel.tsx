/** The demo's scanner: the barcodes that the current step could meet; a tap scans one, the way every scan goes. */

import { QrCode } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../language/t.ts'
import { offerPractice } from '../practice/offer.ts'
import { createTextScanner } from '../scan/demo.ts'
import type { ScanHub } from '../scan/hub.ts'
import { Button, Dialog, EmptyState, List, Row, SearchField } from '../ui/index.ts'
import { scrollFocus } from '../ui/scroll-focus.ts'
import styles from './demo-panel.module.css'

interface DemoCode {
  label: string
  text: string
}
interface CodeGroup {
  title: string
  codes: DemoCode[]
}

/** Rendered only where the server says that this is the demo. `canPractise`: somebody is signed in. */
export default function DemoPanel({ hub, canPractise }: { hub: ScanHub; canPractise: boolean }) {
  const [open, setOpen] = useState(false)
  const [groups, setGroups] = useState<CodeGroup[]>([])
  const [search, setSearch] = useState('')
  const [wanted, setWanted] = useState<string[]>([])
  const scan = createTextScanner(hub, 'demo', () => performance.now())
  // The band leaves room for the button.
  useEffect(() => {
    document.documentElement.dataset.demo = 'yes'
  }, [])
  useEffect(() => {
    if (open) void loadCodes().then(setGroups)
  }, [open])
  const show = () => {
    setWanted(wordsOnScreen())
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
  const words = search.trim().toLowerCase()
  const shown =
    words === ''
      ? [forThisStep(groups, wanted), ...groups]
      : [
          {
            title: t('Found'),
            codes: groups.flatMap((group) => group.codes).filter((code) => code.label.toLowerCase().includes(words)),
          },
        ]
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
          {shown
            .filter((group) => group.codes.length > 0)
            .map((group) => (
              <List key={group.title} label={group.title}>
                {group.codes.map((code) => (
                  <Row key={code.text} title={code.label} onPress={() => tap(code)} />
                ))}
              </List>
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

/** What the screen speaks of: bins, lots and orders have digits or capitals that labels repeat. */
function wordsOnScreen(): string[] {
  const text = `${document.querySelector('output')?.textContent ?? ''} ${document.querySelector('main')?.textContent ?? ''}`
  return [...new Set(text.match(/[A-Z0-9]+(?:-[A-Z0-9]+)+|\b\d{4,}\b/g) ?? [])]
}

function forThisStep(groups: CodeGroup[], wanted: string[]): CodeGroup {
  const codes = groups
    .flatMap((group) => group.codes)
    .filter((code) => wanted.some((word) => code.label.includes(word) || code.text.includes(word)))
  return {
    title: t('On this screen'),
    codes: [...new Map(codes.map((code) => [code.text, code])).values()].slice(0, 12),
  }
}
