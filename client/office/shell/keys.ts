/** Every key that means something in the office: nothing else can be registered, and the list of keys shows all of them. */
import { t } from '../../language/t.ts'

interface Meaning {
  /** As it stands on a keyboard. */
  cap: string
  means: string
}

export const KEYS = {
  j: { cap: 'j', means: t('Next row') },
  ArrowDown: { cap: '↓', means: t('Next row') },
  k: { cap: 'k', means: t('Row before') },
  ArrowUp: { cap: '↑', means: t('Row before') },
  PageDown: { cap: t('Page down'), means: t('As many rows on as are in sight') },
  PageUp: { cap: t('Page up'), means: t('As many rows back as are in sight') },
  Home: { cap: t('Home'), means: t('First row') },
  End: { cap: t('End'), means: t('Last row') },
  Enter: { cap: t('Enter'), means: t('Open the row') },
  x: { cap: 'x', means: t('Select the row, where rows can be selected') },
  Escape: { cap: t('Escape'), means: t('Close what is open') },
  '/': { cap: '/', means: t('Search') },
  'mod+k': { cap: t('⌘K or Ctrl K'), means: t('Go to any screen, action, item, order, lot, return or exception') },
  'mod+p': { cap: t('⌘P or Ctrl P'), means: t('Print the page') },
  '?': { cap: '?', means: t('This list') },
} as const satisfies Record<string, Meaning>

export type Key = keyof typeof KEYS

/** Keys that mean the same stand together. */
export const keyList = (): { caps: string[]; means: string }[] => {
  const list: { caps: string[]; means: string }[] = []
  for (const { cap, means } of Object.values(KEYS)) {
    const known = list.find((one) => one.means === means)
    if (known) known.caps.push(cap)
    else list.push({ caps: [cap], means })
  }
  return list
}
