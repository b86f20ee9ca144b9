/** The part of WebAssembly that we use; the language's type libraries only have it together with a browser's. */
export interface WebAssemblyApi {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer }
  readonly Module: new (bytes: Uint8Array) => CompiledModule
  readonly Instance: new (
    module: CompiledModule,
    imports: object,
  ) => { readonly exports: Readonly<Record<string, unknown>> }
}

declare const compiled: unique symbol
export interface CompiledModule {
  readonly [compiled]: true
}

/** Undefined where the engine runs without a compiler. */
export const webAssembly = (globalThis as { WebAssembly?: unknown }).WebAssembly as WebAssemblyApi
