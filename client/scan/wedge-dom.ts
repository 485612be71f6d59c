import type { WedgeEvent, WedgeField } from './wedge-event.ts'

/** Takes one event. True: it is the scanner's, so nobody else may see it and the browser may not act on it. */
export type WedgeTaker = (event: WedgeEvent, target: Element | null) => boolean

/**
 * Turns a page's key and input events into plain ones, in the capture phase, before the page's own
 * handlers. Events in an element marked `data-wedge="off"` are left alone, for a field that wants a
 * scanner's text as typed. Returns how to stop.
 */
export function listenToKeys(target: EventTarget, scanField: Element | null, take: WedgeTaker): () => void {
  const composition = followComposition()
  const swallowed = new Set<string>()
  const pass = (dom: Event, read: (field: WedgeField) => WedgeEvent | null): boolean => {
    const element = elementOf(dom)
    if (element?.closest('[data-wedge="off"]')) return false
    const event = read(fieldOf(element, scanField))
    const consumed = event !== null && take(event, element)
    if (consumed) swallow(dom)
    return consumed
  }
  const down = (dom: KeyboardEvent) => {
    if (pass(dom, (field) => keyDown(dom, field))) swallowed.add(dom.code || dom.key)
  }
  const up = (dom: KeyboardEvent) => {
    pass(dom, (field) => ({ type: 'up', key: dom.key, at: dom.timeStamp, field }))
    // Firefox presses a button at the keyup of Space even where the keydown was prevented.
    if (swallowed.delete(dom.code || dom.key)) swallow(dom)
  }
  const input = (dom: InputEvent) => {
    pass(dom, (field) => insertion(dom, field, composition.added))
  }
  return listenAll(target, { keydown: down, keyup: up, beforeinput: input, compositionstart: composition.start })
}

type Listeners = Readonly<Record<string, (event: never) => void>>

function listenAll(target: EventTarget, listeners: Listeners): () => void {
  const entries = Object.entries(listeners) as [string, EventListener][]
  for (const [type, listener] of entries) target.addEventListener(type, listener, true)
  return () => {
    for (const [type, listener] of entries) target.removeEventListener(type, listener, true)
  }
}

function swallow(dom: Event): void {
  dom.preventDefault()
  dom.stopImmediatePropagation()
}

function elementOf(dom: Event): Element | null {
  const target = dom.composedPath()[0] ?? dom.target
  return target instanceof Element ? target : null
}

/**
 * Key code 229 means that an input method has the key, whatever `key` says (Chrome for Android). Chrome's
 * autofill dispatches a keydown without any key at all.
 */
function keyDown(dom: KeyboardEvent, field: WedgeField): WedgeEvent | null {
  if (typeof dom.key !== 'string') return null
  return {
    type: 'down',
    key: dom.keyCode === 229 ? 'Unidentified' : dom.key,
    code: dom.code,
    ctrlKey: dom.ctrlKey,
    altKey: dom.altKey,
    metaKey: dom.metaKey,
    altGraph: dom.getModifierState('AltGraph'),
    repeat: dom.repeat,
    at: dom.timeStamp,
    field,
  }
}

/** The text that an input event is about to insert; null where that cannot be a scanner's. */
function insertion(dom: InputEvent, field: WedgeField, composed: (data: string) => string): WedgeEvent | null {
  const text = (value: string): WedgeEvent => ({ type: 'text', text: value, at: dom.timeStamp, field })
  switch (dom.inputType) {
    case 'insertText':
      return text(dom.data ?? '')
    case 'insertCompositionText':
      return text(composed(dom.data ?? ''))
    case 'insertLineBreak':
    case 'insertParagraph':
      return text('\n')
    case 'insertFromPaste':
      // Some scanning apps paste. What is pasted into a field of the person's is the person's.
      return field === 'scan' ? text(dom.data ?? '') : null
    default:
      return null
  }
}

/**
 * An input method's `data` is its whole composition so far ("L", "LO", "LOT"), each time again: what
 * counts is what it adds. One that changes what it had composed is correcting a person's word.
 */
function followComposition() {
  let composed = ''
  return {
    start() {
      composed = ''
    },
    added(data: string): string {
      const added = data.startsWith(composed) ? data.slice(composed.length) : ''
      composed = data
      return added
    },
  }
}

const TYPELESS = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'hidden',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
])

/** Where the keys of an element land. */
export function fieldOf(element: Element | null, scanField: Element | null): WedgeField {
  if (element === null) return 'none'
  if (element === scanField) return 'scan'
  if (element instanceof HTMLInputElement) return TYPELESS.has(element.type) ? 'none' : 'text'
  const editable = element instanceof HTMLElement && element.isContentEditable
  return editable || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement ? 'text' : 'none'
}
