/** How pg makes text of a parameter. Its types leave the module out. */
declare module "pg/lib/utils.js" {
  const utils: { prepareValue(value: unknown): string | Buffer | null }
  export default utils
}
