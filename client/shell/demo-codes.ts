/** Which barcodes of the sample warehouse the open step may ask for: what it names, and what its screen takes. */
export interface DemoCode {
  label: string
  text: string
}

export interface CodeGroup {
  title: string
  codes: DemoCode[]
}

/** What a screen takes, by the beginnings of the groups' titles, first what is scanned first. */
const TAKEN: readonly [path: string, titles: readonly string[]][] = [
  ['/receive', ['Docks', 'Receipt']],
  ['/put-away', ['Docks', 'Goods', 'Empty bins', 'Bins to pick']],
  ['/pick', ['Released orders', 'Bins to pick', 'Cases in these', 'Single units', 'Other lots', 'Totes']],
  ['/pack', ['Picked orders', 'Goods that were picked', 'Cartons', 'Carton labels']],
  ['/ship', ['Picked orders', 'Cartons', 'Docks']],
  ['/put-back', ['Goods to put back', 'Docks', 'Where nobody picks', 'Bins to pick']],
  ['/count', ['Bins to count', 'Cases in the bins to count']],
  ['/returns', ['Orders that were shipped', 'Goods of these orders', 'Where returns stand']],
  ['/inspect', ['Goods that came back', 'Where returns stand', 'Bins where inspected']],
  ['/scanner', ['Scanner check']],
  ['/', ['Badges']],
]

/** Groups of this screen, in the order of its steps, and all others. */
export function groupsFor(path: string, groups: readonly CodeGroup[]): { own: CodeGroup[]; others: CodeGroup[] } {
  const titles = TAKEN.find(([of]) => of === path)?.[1] ?? []
  const rank = ({ title }: CodeGroup) => titles.findIndex((beginning) => title.startsWith(beginning))
  const own = groups.filter((group) => rank(group) >= 0).sort((a, b) => rank(a) - rank(b))
  return { own, others: groups.filter((group) => rank(group) < 0) }
}

/** Bins, lots, orders and items: capitals with a digit, or with a dash; no dates. */
export function namesIn(text: string): string[] {
  const words = text.match(/[A-Z0-9]+(?:-[A-Z0-9]+)+|\b[A-Z]+\d[A-Z0-9]*\b|\b\d{5,}\b/g) ?? []
  return [...new Set(words.filter((word) => !/^\d{4}-\d\d-\d\d$/.test(word)))]
}

const MOST = 12

/**
 * The codes that the step names: those that are called so in what the band asks for come first, then those of which most
 * is said on the screen. Of a lot that stands in several bins each label is the same, so what is scanned counts, not where.
 */
export function namedCodes(groups: readonly CodeGroup[], band: string, screen: string): DemoCode[] {
  const asked = namesIn(band)
  const shown = namesIn(screen)
  const points = ({ label, text }: DemoCode) => {
    const names = new Set([...namesIn(label), ...namesIn(text)])
    const called = (wanted: readonly string[]) => wanted.filter((name) => names.has(name)).length
    const isIt = names.size > 0 && called(asked) === names.size
    return (isIt ? 1_000 : 0) + 100 * called(asked) + called(shown)
  }
  const rated = new Map<string, { code: DemoCode; points: number }>()
  for (const code of groups.flatMap(({ codes }) => codes)) {
    const own = points(code)
    if (own > (rated.get(code.text)?.points ?? 0)) rated.set(code.text, { code, points: own })
  }
  return [...rated.values()]
    .sort((a, b) => b.points - a.points)
    .slice(0, MOST)
    .map(({ code }) => code)
}

/** By words of a label or of its group's title. */
export function foundCodes(groups: readonly CodeGroup[], search: string): CodeGroup[] {
  const words = search.trim().toLowerCase().split(/\s+/)
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  return groups
    .map(({ title, codes }) => ({ title, codes: codes.filter(({ label }) => has(`${title} ${label}`)) }))
    .filter(({ codes }) => codes.length > 0)
}
