export type Theme = 'light' | 'dark' | 'contrast' | 'system'
export type TextSize = '100' | '125' | '150'

/** Sets what tokens.css reads from the root, and the colour of the browser's own bar. */
export function applyAppearance(theme: Theme, text: TextSize): void {
  const root = document.documentElement
  root.dataset.theme = theme
  root.dataset.text = text
  const colour = getComputedStyle(root).getPropertyValue('--theme-color').trim()
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', colour)
}
