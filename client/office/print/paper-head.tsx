import { useLayoutEffect } from 'react'
import { useWarehouse } from '../warehouse.ts'
import { printedAt } from '../words.ts'
import { pageTitle } from './page-title.ts'
import styles from './paper.module.css'
import { usePrinting } from './printing.ts'
import { pageRules } from './running-head.ts'

/** Of each printed page: whose it is and when it was printed, at its head and on each further sheet. */
export function PaperHead() {
  const printing = usePrinting()
  const warehouse = useWarehouse().data?.name ?? ''
  const note = printing ? `${warehouse} · ${printedAt(Date.now())}` : ''
  useLayoutEffect(() => {
    if (!printing) return
    const rules = new CSSStyleSheet()
    rules.replaceSync(pageRules({ title: pageTitle(), note }))
    document.adoptedStyleSheets.push(rules)
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== rules)
    }
  }, [printing, note])
  return printing && <p className={styles.head}>{note}</p>
}
