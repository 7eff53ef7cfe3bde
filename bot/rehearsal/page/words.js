// The page's own words, in the language of the browser or of ?lang=.

const LANGUAGES = ["es", "en"];

let words = {};

export const language = (() => {
  const asked = new URLSearchParams(location.search).get("lang");
  const wanted = (asked || navigator.language || "en").slice(0, 2).toLowerCase();
  return LANGUAGES.includes(wanted) ? wanted : "en";
})();

export async function loadWords() {
  words = await (await fetch(`/page/words.${language}.json`)).json();
  document.documentElement.lang = language;
  document.title = word("page_title");
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = word(element.dataset.word);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
    if (element.matches("button")) element.title = word(element.dataset.label);
  }
  for (const element of document.querySelectorAll("[data-placeholder]")) {
    element.placeholder = word(element.dataset.placeholder);
  }
}

export function word(name) {
  if (!(name in words)) throw new Error(`no word for ${name}`);
  return words[name];
}
