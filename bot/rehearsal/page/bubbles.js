// Turns messages into bubbles: formatted text, media, buttons.

import { language, word } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const LINKS = /^(https?|mailto|tel|tg):/i;

export function make(tag, { className, text, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter(Boolean));
  return element;
}

// One block is a message, or all messages of one album.
export function block(messages, chat, acts) {
  const [first] = messages;
  const side = first.is_from_bot ? "bot" : "mine";
  const bubble = make("div", { className: `bubble ${side}` });
  if (first.reply_to) bubble.append(quoted(first.reply_to, chat, acts));
  const captioned = messages.find((message) => message.text) || first;
  const text = captioned.text ? formatted(captioned, acts) : null;
  const media = messages.some((message) => message.media) ? mediaOf(messages, acts) : null;
  if (media && !captioned.is_caption_above) bubble.append(media);
  if (text) bubble.append(text);
  if (media && captioned.is_caption_above) bubble.append(media);
  if (media && !text && messages.every(isVisual)) bubble.classList.add("bare");
  bubble.append(foot(messages, acts));
  const author = make("span", { className: "unseen", text: first.is_from_bot ? chat.bot.name : word("you") });
  const item = make("li", { className: `row ${side}` }, make("div", { className: "column" }, author, bubble, keyboard(first, acts)));
  return item;
}

function isVisual(message) {
  return ["photo", "video", "animation", "sticker"].includes(message.media?.kind);
}

function quoted(id, chat, acts) {
  const message = chat.messages.get(id);
  const shown = message ? excerpt(message) : "…";
  const button = make("button", { type: "button", className: "quoted", text: shown });
  button.addEventListener("click", () => acts.show(id));
  return button;
}

export function excerpt(message) {
  return message.text.slice(0, 90) || (message.media ? word(message.media.kind) : "");
}

function foot(messages, acts) {
  const last = messages[messages.length - 1];
  const time = new Date(last.date * 1000).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  const line = make("div", { className: "foot" });
  for (const emoji of new Set(messages.flatMap((message) => Object.values(message.reactions)))) {
    line.append(make("span", { className: "reaction", text: emoji }));
  }
  const isEdited = messages.some((message) => message.is_edited);
  line.append(make("span", { className: "time", text: isEdited ? `${word("edited")} ${time}` : time }));
  const menu = make("button", { type: "button", className: "more", text: "⋯", "aria-label": word("message_menu") });
  menu.addEventListener("click", () => acts.menu(messages[0]));
  line.append(menu);
  return line;
}

// Entities count UTF-16 units, as JavaScript strings do.
export function formatted(message, acts) {
  const root = make("div", { className: "text" });
  const entities = [...message.entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(root, message.text, 0, message.text.length, entities, acts);
  return root;
}

function fill(parent, text, from, to, entities, acts) {
  let cursor = from;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < cursor || entity.offset >= to) continue;
    parent.append(text.slice(cursor, entity.offset));
    const inside = entities.slice(index + 1).filter((other) => other.offset < end);
    const element = wrapper(entity, text.slice(entity.offset, end), acts);
    fill(element, text, entity.offset, end, inside, acts);
    parent.append(element);
    // As on a phone: the line break behind a quotation is the one that ends it.
    const isBlock = element.tagName === "BLOCKQUOTE";
    cursor = isBlock && text[end] === "\n" ? end + 1 : end;
  }
  parent.append(text.slice(cursor, to));
}

function wrapper(entity, covered, acts) {
  if (TAGS[entity.type]) return make(TAGS[entity.type]);
  if (entity.type === "spoiler") return spoiler();
  if (entity.type === "bot_command") return pressed("command", () => acts.say(covered));
  const address = { text_link: entity.url, url: covered, email: `mailto:${covered}` }[entity.type];
  if (!address) return make("span");
  return link(LINKS.test(address) ? address : `https://${address}`, acts);
}

function pressed(className, act) {
  const button = make("button", { type: "button", className });
  button.addEventListener("click", act);
  return button;
}

function spoiler() {
  const button = make("button", { type: "button", className: "spoiler", "aria-label": word("reveal") });
  button.addEventListener("click", () => {
    button.classList.add("open");
    button.removeAttribute("aria-label");
  });
  return button;
}

function link(address, acts) {
  const anchor = make("a", { href: address, target: "_blank", rel: "noopener noreferrer" });
  anchor.addEventListener("click", (event) => {
    if (acts.follow(address)) event.preventDefault();
  });
  return anchor;
}

function keyboard(message, acts) {
  if (!message.buttons.length) return null;
  const board = make("div", { className: "keyboard", role: "group" });
  for (const row of message.buttons) {
    board.append(make("div", { className: "keys" }, ...row.map((key) => keyOf(message, key, acts))));
  }
  return board;
}

function keyOf(message, key, acts) {
  if (key.url) {
    const anchor = link(key.url, acts);
    anchor.className = "key";
    anchor.textContent = `${key.text} ↗`;
    return anchor;
  }
  const button = make("button", { type: "button", className: "key", text: key.text });
  button.addEventListener("click", () => acts.press(message, key, button));
  return button;
}

function mediaOf(messages, acts) {
  const visual = messages.filter(isVisual);
  const others = messages.filter((message) => message.media && !isVisual(message));
  const holder = make("div", { className: "media" });
  if (visual.length) {
    const count = Math.min(visual.length, 10);
    holder.append(make("div", { className: `grid of${count > 1 ? "many" : "one"}${count % 2 ? " odd" : ""}` },
      ...visual.map((message) => seen(message, visual.length > 1, acts))));
  }
  holder.append(...others.map(heard));
  return holder;
}

function seen(message, isTile, acts) {
  const { kind, url, width, height } = message.media;
  if (message.media.is_animated) return make("p", { className: "plain", text: word(kind) });
  if (kind === "photo" || (kind === "sticker" && !message.media.is_video)) {
    const picture = make("img", { src: url, alt: message.text || word(kind), loading: "lazy", decoding: "async" });
    if (width) Object.assign(picture, { width, height });
    if (kind === "sticker") return make("div", { className: "sticker" }, picture);
    const button = make("button", { type: "button", className: `picture${message.has_spoiler ? " hidden-picture" : ""}`, "aria-label": word("open_picture") }, picture);
    button.addEventListener("click", () => {
      if (button.classList.contains("hidden-picture")) button.classList.remove("hidden-picture");
      else acts.open(message);
    });
    if (!isTile && width) button.style.aspectRatio = `${width} / ${Math.min(height, width * 1.35)}`;
    return button;
  }
  const film = make("video", { src: url, controls: "", preload: "metadata", "aria-label": word(kind) });
  if (width) Object.assign(film, { width, height });
  return film;
}

function heard(message) {
  const { kind, url, file_name: name, file_size: size, duration } = message.media;
  if (kind === "voice" || kind === "audio") {
    const player = make("audio", { src: url, controls: "", preload: "metadata", "aria-label": word(kind) });
    const label = make("span", { className: "voice-label", text: `${word(kind)} · ${clock(duration || 0)}` });
    return make("div", { className: "voice" }, player, label);
  }
  const anchor = make("a", { href: url, download: name || "file", className: "document" },
    make("span", { className: "document-icon", "aria-hidden": "true", text: extension(name) }),
    make("span", { className: "document-name" }, make("span", { text: name || word("document") }), make("small", { text: bytes(size || 0) })));
  return anchor;
}

function extension(name) {
  const end = (name || "").split(".").pop();
  return end && end.length <= 4 && end !== name ? end.toUpperCase() : "↓";
}

export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

function bytes(size) {
  if (size < 1024) return `${size} B`;
  const unit = size < 1024 * 1024 ? [1024, "kB"] : [1024 * 1024, "MB"];
  return `${(size / unit[0]).toFixed(1)} ${unit[1]}`;
}
