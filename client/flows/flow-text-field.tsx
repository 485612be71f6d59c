/**
 * A text field of which a flow keeps the text. What is typed stands in it at once, for a flow answers a moment later; what
 * the flow puts there by itself, such as a scan, takes its place.
 */
import { useRef, useState } from 'react'
import { TextField, type TextFieldProps } from '../ui/index.ts'

export function FlowTextField({ value, onChange, ...others }: TextFieldProps) {
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  const given = useRef<string[]>([])
  if (value !== seen) {
    setSeen(value)
    const own = given.current.indexOf(value)
    if (own < 0) setText(value)
    given.current = own < 0 ? [] : given.current.slice(own + 1)
  }
  return (
    <TextField
      {...others}
      value={text}
      onChange={(next) => {
        setText(next)
        given.current.push(next)
        onChange(next)
      }}
    />
  )
}
