/** What makes Google refuse other bytes; nothing if their MD5, in hex, is not known. */
export function md5InBase64(md5: string | undefined): { readonly md5Hash?: string } {
  return md5 === undefined ? {} : { md5Hash: Buffer.from(md5, 'hex').toString('base64') }
}
