// Which letters of which font are packed: each file as small as its readers need, no more.

const between = (first, last) =>
  Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step)).join("");

const LATIN =
  between(0x20, 0x7e) +
  "\u00a0\u202f«»·°€’‘“”–—…•œŒÀÇÈÉÊàâçèéêëîïôùûü";
// Letters and signs that pages in French seldom need: names, German, Spanish, measures.
const LATIN_WEST = "×÷±²³½¿¡ÂÆËÎÏÔÙÛÜŸæÿÁÍÓÚÑÄÖáíóúñäöß";
const LATIN_MORE = between(0x100, 0x151) + between(0x154, 0x17f) + "ȘșȚț";
const CYRILLIC = between(0x401, 0x45f) + "Ґґ";
// Letters of Arabic, Dari and Pashto, vowel signs, digits and the marks that Persian spelling needs (ZWNJ).
const ARABIC =
  " !«»()[].,:-/%+0123456789\u00a0\u200c\u200d\u200e\u200f،؛؟٪٫٬ـ" +
  between(0x621, 0x63a) + between(0x641, 0x655) + "\u0670" +
  between(0x660, 0x669) + between(0x6f0, 0x6f9) + "ٹپچځڅډړږژښکګگڼھۀہۂیۍېۓےە";

// Languages write their own names with these letters: a list of languages needs no more of two scripts.
const ARABIC_NAMES = "العربية دری پښتو فارسی اردو کوردی";
const CYRILLIC_NAMES = "Українська Русский Български";

const PLAIN = ["kern", "ccmp", "mark"];
// Pairs of letters set closer cost a quarter of the file: a page on a dear line goes without.
const BARE = ["ccmp", "mark"];
const JOINED = ["ccmp", "init", "medi", "fina", "isol", "rlig", "liga", "calt", "locl", "mark", "mkmk"];
// Without ccmp, letters that are joined part from their dots and from one another.
const JOINED_NAMES = ["ccmp", "init", "medi", "fina"];

const atkinson = (part) => (weight) =>
  `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${part}-${weight}-normal.woff2`;
const noto = (family, part) => (weight) =>
  `@fontsource/${family}/files/${family}-${part}-${weight}-normal.woff2`;

/** name → { file(weight), text, features }; the sheet asks for `font:NAME-WEIGHT`. */
export const FONTS = {
  latin: { file: atkinson("latin"), text: LATIN, features: BARE },
  "latin-west": { file: atkinson("latin"), text: LATIN_WEST, features: BARE },
  "latin-more": { file: atkinson("latin-ext"), text: LATIN_MORE, features: PLAIN },
  cyrillic: { file: noto("noto-sans", "cyrillic"), text: CYRILLIC, features: PLAIN },
  arabic: { file: noto("noto-sans-arabic", "arabic"), text: ARABIC, features: JOINED },
  "arabic-names": { file: noto("noto-sans-arabic", "arabic"), text: ARABIC_NAMES, features: JOINED_NAMES },
  "cyrillic-names": { file: noto("noto-sans", "cyrillic"), text: CYRILLIC_NAMES, features: PLAIN },
};
