// Names that the keeping page and the worker share.

/** @param {string} home the address of the house, such as /rive/tilleul/ */
export const places = (home) => ({
  home,
  shelf: `offline ${home}`, // pages and files, a shelf for each house; nothing in it is of anybody
  away: `${home}surveys/away`,
  owed: `${home}surveys/away-owed`,
  language: `${home}surveys/away-language`,
  passes: `${home}surveys/away-passes`, // of those who help, a pass a survey
});
