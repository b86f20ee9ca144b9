/** A text with interpolations, taken apart. */
export type Template = readonly (string | Interpolation)[]

export type Interpolation =
  /** `${a.b}`, `${.a}`; the key may itself hold interpolations. */
  | { readonly kind: 'reference'; readonly key: Template }
  /** `${oc.env:NAME,default}` */
  | { readonly kind: 'call'; readonly resolver: string; readonly args: readonly CallArgument[] }

/** A scalar, or a text that has to be resolved first; `isText` if it was written in quotes. */
export interface CallArgument {
  readonly template: Template
  readonly isText: boolean
}
