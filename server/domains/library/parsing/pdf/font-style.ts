import type { FontStyle } from "./pdf-text.ts"

// The abbreviations are those of TeX fonts (CMBX12, SFTI1000), PostScript short names (ptmb) and Adobe's "-It".
const bold =
  /bold|black|heavy|demi|(?:^|[-+])(?:cm|sf|ec|cmss|sfss)(?:bx|b\d|ssbx|bxti|bxsl)|-medi|medi(?:um)?(?:ital)?$|[a-z]tb$|[a-z]zb$|(?:^|[-+])(?:ptm|phv|ppl|pbk|pnc)b|-bd|[a-z]-b(?:i|it)?$/i
const notBold = /medium$/i
const italic = /ital|obli|slant|(?:^|[-+])(?:cm|sf|ec)(?:ti|sl|bxti|bxsl|ssi)\d|-it\b|-it$|-bi$|-i$|ti$|[a-z]tbi$/i
const mono =
  /mono|cour|typewriter|consol|menlo|fixed|(?:^|[-+])(?:cm|sf|ec|cmsl)tt\d|tt\d+$|nimbusmon|lettergothic|sourcecode|firacode|txtt|zi4/i

export function fontStyleOf(name: string, family = ""): FontStyle {
  return {
    name: name.replace(/^[A-Z]{6}\+/, ""),
    bold: bold.test(name) && !(notBold.test(name) && !/nimbus/i.test(name)),
    italic: italic.test(name),
    mono: mono.test(name) || family === "monospace",
  }
}
