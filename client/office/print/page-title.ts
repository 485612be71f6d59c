/** What the page is called: in the browser's tab and history, and at the head of each sheet of paper. */
import { useLayoutEffect } from 'react'
import { t } from '../../language/t.ts'

/** A drawer beside a screen has the say while it is open. */
type Part = 'screen' | 'drawer'

const titles: Record<Part, string | null> = { screen: null, drawer: null }

export function usePageTitle(part: Part, title: string): void {
  useLayoutEffect(() => {
    titles[part] = title
    tell()
    return () => {
      // The next screen may have said what it is called already.
      if (titles[part] !== title) return
      titles[part] = null
      tell()
    }
  }, [part, title])
}

/** Without the product's name. */
export const pageTitle = (): string =>
  [titles.drawer, titles.screen].filter((title) => title !== null && title !== '').join(' · ')

function tell(): void {
  document.title = [pageTitle(), t('Lotline')].filter(Boolean).join(' · ')
}
