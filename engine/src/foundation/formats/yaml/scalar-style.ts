import { resolvePlain } from './resolve.ts'
import type { ScalarStyle } from './tokens.ts'

/** What forbids a text to be written in a style. */
export interface ScalarAnalysis {
  readonly isEmpty: boolean
  readonly isMultiline: boolean
  readonly plainInBlock: boolean
  readonly plainInFlow: boolean
  readonly singleQuoted: boolean
}

export interface ScalarPlace {
  readonly inFlow: boolean
  /** Whether it is a key without `?`. */
  readonly isKey: boolean
}

/** Whether the text can be a key without a `?` before it; `tagLength` is the length of its type's tag. */
export function isSimpleKey(text: string, tagLength: number): boolean {
  return pointCount(text) + tagLength < 128 && !breaks.test(text)
}

/**
 * The style that ruamel.yaml's emitter chooses for `text`; `isNatural` says that the plain text reads back as what it
 * stands for, and `wanted` is the block style it had, if any.
 */
export function chooseStyle(text: string, isNatural: boolean, wanted: ScalarStyle, place: ScalarPlace): ScalarStyle {
  if (wanted === '' && isNatural && !place.inFlow && surelyPlain.test(text)) return ''
  if (wanted === '"') return '"'
  const analysis = analyse(text)
  if (wanted === '' && isNatural && allowsPlain(analysis, place)) return ''
  if (wanted === '|' || wanted === '>') return place.inFlow || place.isKey ? '"' : wanted
  if (wanted === '' && /['\n]/.test(text)) return '"'
  return analysis.singleQuoted && !(place.isKey && analysis.isMultiline) ? "'" : '"'
}

/** Whether the plain text would be read as a text again. */
export function readsAsText(text: string): boolean {
  return resolvePlain(text) === 'str'
}

/** The length in code points, in which Python counts columns. */
export function pointCount(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length
}

const surelyPlain = /^[\w/$(+][\w/$(+).,=-]*$/
const breaks = /[\n\x85\u2028\u2029]/
const unprintable = /[^\n\x20-\x7e\x85\xa0-\ufffd]|\ufeff/
const blankBeforeBreak = / [\n\x85\u2028\u2029]/
const blankBehindBreak = /[\n\x85\u2028\u2029] /
const edges = /^[ \n\x85\u2028\u2029]|[ \n\x85\u2028\u2029]$/
const indicatorAnywhere = /:(?:[\0 \t\r\n\x85\u2028\u2029]|$)|[\0 \t\r\n\x85\u2028\u2029]#/
const indicatorAtStart = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[-?:](?:[\0 \t\r\n\x85\u2028\u2029]|$))/
const flowIndicatorAtStart = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:]$|-(?:[\0 \t\r\n\x85\u2028\u2029]|$))/

function analyse(text: string): ScalarAnalysis {
  if (text === '') {
    return { isEmpty: true, isMultiline: false, plainInBlock: true, plainInFlow: false, singleQuoted: true }
  }
  const isMultiline = breaks.test(text)
  const singleQuoted = !blankBehindBreak.test(text) && !blankBeforeBreak.test(text) && !unprintable.test(text)
  const plain = singleQuoted && !isMultiline && !edges.test(text) && !indicatorAnywhere.test(text.slice(1))
  return {
    isEmpty: false,
    isMultiline,
    plainInBlock: plain && !indicatorAtStart.test(text),
    plainInFlow: plain && !flowIndicatorAtStart.test(text) && !/[,[\]{}]/.test(text),
    singleQuoted,
  }
}

function allowsPlain(analysis: ScalarAnalysis, place: ScalarPlace): boolean {
  if (place.isKey && (analysis.isEmpty || analysis.isMultiline)) return false
  return place.inFlow ? analysis.plainInFlow : analysis.plainInBlock
}
