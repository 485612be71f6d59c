import type { ButtonHTMLAttributes } from 'react'

export interface TapProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick' | 'type' | 'disabled'> {
  onPress?: (() => void) | undefined
  /** Dimmed and deaf, but still readable aloud together with its reason. */
  off?: boolean | undefined
}

/**
 * The one button under all others. After a tap it gives up focus: a handheld's scanner ends its text with Enter, which
 * would press a focused button again (strichliste 269, snipe-it 18974). Focus that came by keyboard is kept.
 */
export function Tap({ onPress, off, ...rest }: TapProps) {
  return (
    <button
      {...rest}
      type="button"
      aria-disabled={off || undefined}
      onClick={(event) => {
        if (event.detail > 0) event.currentTarget.blur()
        if (!off) onPress?.()
      }}
    />
  )
}
