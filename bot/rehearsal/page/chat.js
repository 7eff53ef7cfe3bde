// The chat of one person with the bot, kept up to date by long polling.

import { Refused, Sim } from "./sim.js";
import { loadWords, word } from "./words.js";
import { block, excerpt, make } from "./bubbles.js";
import { Composer } from "./composer.js";
import { Viewer } from "./brush.js";

const POLL_S = 25;
const RETRY_MS = 1500;
const TOAST_MS = 4000;
const ACTION_MS = 5000;
const QUICK_EMOJI = ["👍", "❤", "😁", "😢", "🎉", "🙏"];
const ACTIONS = {
  typing: "is_typing", upload_photo: "is_sending_photo", upload_document: "is_sending_file",
  upload_voice: "is_sending_voice", record_voice: "is_sending_voice",
};

const byId = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);

class Page {
  constructor(sim) {
    this.sim = sim;
    this.chat = { messages: new Map(), bot: { name: "" }, version: 0 };
    this.waiting = new Map();
    this.seenAnswers = null;
    this.payload = asked.get("start") || "";
    this.composer = new Composer(sim, (act) => this.attempt(act));
    this.viewer = new Viewer((blob, message) => this.attempt(() => sim.send("photo", [new File([blob], "photo.jpg", { type: "image/jpeg" })], { replyTo: message.message_id })));
    this.wire();
  }

  wire() {
    byId("person-name").textContent = this.sim.name;
    byId("start").addEventListener("click", () => this.start());
    byId("commands-button").addEventListener("click", () => this.showCommands());
    byId("people-button").addEventListener("click", () => this.showPeople());
    byId("people-form").addEventListener("submit", (event) => { event.preventDefault(); this.enterAs(null, byId("people-name").value.trim()); });
    byId("pinned").addEventListener("click", () => this.show(Number(byId("pinned").dataset.id)));
    for (const button of document.querySelectorAll("[data-close]")) {
      button.addEventListener("click", () => button.closest("dialog").close());
    }
    for (const dialog of document.querySelectorAll("dialog.sheet")) {
      dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    }
  }

  async watch() {
    for (;;) {
      try {
        this.take(await this.sim.chat(this.chat.version, this.seenAnswers === null ? 0 : POLL_S));
        byId("offline").hidden = true;
      } catch (error) {
        byId("offline").hidden = false;
        await new Promise((done) => setTimeout(done, RETRY_MS));
        // The rehearsal began anew and knows nobody: enter again.
        if (error instanceof Refused) location.reload();
      }
    }
  }

  take(view) {
    if (view.version < this.chat.version) { location.reload(); return; }
    const scroll = byId("scroll");
    const wasAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
    const { messages } = this.chat;
    Object.assign(this.chat, view, { messages });
    const touched = new Set();
    for (const id of view.deleted) {
      if (messages.has(id)) touched.add(keyOf(messages.get(id)));
      messages.delete(id);
    }
    for (const message of view.messages) {
      messages.set(message.message_id, message);
      touched.add(keyOf(message));
    }
    for (const key of touched) this.draw(key);
    byId("messages").setAttribute("aria-busy", "false");
    this.drawEdges();
    this.hearAnswers(view.answers);
    if (wasAtEnd) this.toEnd();
  }

  draw(key) {
    const list = byId("messages");
    const old = list.querySelector(`[data-key="${key}"]`);
    const group = [...this.chat.messages.values()].filter((message) => keyOf(message) === key).sort((a, b) => a.message_id - b.message_id);
    if (!group.length) { old?.remove(); return; }
    const fresh = block(group, this.chat, this);
    fresh.dataset.key = key;
    fresh.dataset.first = group[0].message_id;
    if (old) { keepFocus(old, fresh); return; }
    const next = [...list.children].find((row) => Number(row.dataset.first) > group[0].message_id);
    list.insertBefore(fresh, next || null);
  }

  drawEdges() {
    const { chat } = this;
    const name = chat.bot.name;
    byId("bot-name").textContent = byId("welcome-name").textContent = name;
    byId("avatar").textContent = byId("welcome-avatar").textContent = [...name][0] || "";
    byId("welcome-description").textContent = chat.bot.description;
    byId("welcome").hidden = chat.messages.size > 0;
    const offersStart = !chat.has_started || Boolean(this.payload);
    byId("start").hidden = !offersStart;
    byId("composer").classList.toggle("absent", offersStart);
    this.drawStatus();
    byId("draft").hidden = chat.draft === null;
    byId("draft").textContent = chat.draft || "…";
    const pinned = chat.messages.get(chat.pinned[chat.pinned.length - 1]);
    byId("pinned").hidden = !pinned;
    if (pinned) {
      byId("pinned").textContent = `${word("pinned")}: ${excerpt(pinned)}`;
      byId("pinned").dataset.id = pinned.message_id;
    }
    this.drawReplyKeyboard();
  }

  drawStatus() {
    clearTimeout(this.actionTimer);
    const { action } = this.chat;
    byId("status").textContent = word(action ? ACTIONS[action] || "is_busy" : "is_bot");
    if (action) this.actionTimer = setTimeout(() => { byId("status").textContent = word("is_bot"); }, ACTION_MS);
  }

  drawReplyKeyboard() {
    const board = byId("reply-keyboard");
    const rows = this.chat.reply_keyboard?.keyboard || [];
    board.hidden = !rows.length;
    board.replaceChildren(...rows.map((row) => make("div", { className: "keys" }, ...row.map((key) => {
      const button = make("button", { type: "button", className: "key", text: key.text });
      button.addEventListener("click", () => this.say(key.text));
      return button;
    }))));
  }

  hearAnswers(answers) {
    const newest = answers.length ? answers[answers.length - 1].number : 0;
    const fresh = this.seenAnswers === null ? [] : answers.filter((answer) => answer.number > this.seenAnswers);
    this.seenAnswers = newest;
    for (const answer of fresh) {
      this.waiting.get(answer.callback_query_id)?.classList.remove("busy");
      this.waiting.delete(answer.callback_query_id);
      if (answer.url) this.openLink(answer.url);
      if (!answer.text) continue;
      if (answer.show_alert) this.alert(answer.text);
      else this.toast(answer.text);
    }
  }

  async attempt(act) {
    try {
      return await act();
    } catch (error) {
      this.toast(error.message);
      return null;
    }
  }

  toEnd() {
    byId("scroll").scrollTop = byId("scroll").scrollHeight;
  }

  start() {
    const { payload } = this;
    this.payload = "";
    history.replaceState(null, "", `?${new URLSearchParams([...asked].filter(([name]) => name !== "start"))}`);
    this.attempt(() => this.sim.start(payload));
    byId("text").focus();
  }

  say(text) {
    return this.attempt(() => this.sim.say(text));
  }

  async press(message, key, button) {
    if (key.copy_text) { await navigator.clipboard.writeText(key.copy_text.text); this.toast(word("copied")); return; }
    if (!key.callback_data) return;
    button.classList.add("busy");
    const tap = await this.attempt(() => this.sim.tap(message.message_id, key.callback_data));
    if (tap) this.waiting.set(tap.callback_query_id, button);
    else button.classList.remove("busy");
    setTimeout(() => button.classList.remove("busy"), 2 * TOAST_MS);
  }

  // A link to this same bot is followed here; any other is left to the browser.
  follow(address) {
    let link;
    try { link = new URL(address); } catch { return true; }
    const isOurs = (link.hostname === "t.me" && link.pathname === `/${this.chat.bot.username}`)
      || (link.protocol === "tg:" && link.searchParams.get("domain") === this.chat.bot.username);
    if (!isOurs) return false;
    this.payload = link.searchParams.get("start") || "";
    this.start();
    return true;
  }

  openLink(address) {
    if (!this.follow(address)) this.alert(`${word("link_outside")} ${address}`);
  }

  open(message) {
    this.attempt(() => this.viewer.open(message));
  }

  show(id) {
    const message = this.chat.messages.get(id);
    if (!message) return;
    const row = byId("messages").querySelector(`[data-key="${keyOf(message)}"]`);
    row.scrollIntoView({ block: "center" });
    row.classList.add("found");
    setTimeout(() => row.classList.remove("found"), 1200);
  }

  menu(message) {
    const dialog = byId("menu");
    byId("menu-emoji").replaceChildren(...QUICK_EMOJI.map((emoji) => {
      const isOn = message.reactions.person === emoji;
      const button = make("button", { type: "button", className: "icon", text: emoji, "aria-label": `${word("reaction")} ${emoji}`, "aria-pressed": String(isOn) });
      button.addEventListener("click", () => { dialog.close(); this.attempt(() => this.sim.react(message.message_id, isOn ? null : emoji)); });
      return button;
    }));
    byId("menu-reply").onclick = () => { dialog.close(); this.composer.replyTo(message); };
    byId("menu-edit").hidden = message.is_from_bot;
    byId("menu-edit").onclick = () => { dialog.close(); this.composer.change(message); };
    dialog.showModal();
  }

  showCommands() {
    const items = this.chat.commands.map(({ command, description }) => {
      const button = make("button", { type: "button", className: "entry" }, make("b", { text: `/${command}` }), make("span", { text: description }));
      button.addEventListener("click", () => { byId("commands").close(); this.say(`/${command}`); });
      return make("li", {}, button);
    });
    byId("commands-list").replaceChildren(...(items.length ? items : [make("li", { text: word("nothing_here") })]));
    byId("commands").showModal();
  }

  async showPeople() {
    const people = await Sim.people();
    byId("people-list").replaceChildren(...people.map((person) => {
      const button = make("button", { type: "button", className: "entry" }, make("b", { text: person.first_name }), make("span", { text: String(person.id) }));
      if (person.id === this.sim.id) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => this.enterAs(person.id, person.first_name));
      return make("li", {}, button);
    }));
    this.people = people;
    byId("people").showModal();
  }

  enterAs(id, name) {
    const used = this.people.map((person) => person.id);
    const query = new URLSearchParams(location.search);
    query.set("as", id ?? Math.max(1001, ...used) + 1);
    query.set("name", name);
    location.search = query;
  }

  alert(text) {
    byId("alert-text").textContent = text;
    byId("alert").showModal();
  }

  toast(text) {
    clearTimeout(this.toastTimer);
    byId("toast").textContent = text;
    byId("toast").hidden = false;
    this.toastTimer = setTimeout(() => { byId("toast").hidden = true; }, TOAST_MS);
  }
}

function keyOf(message) {
  return message.media_group_id ? `album-${message.media_group_id}` : `message-${message.message_id}`;
}

// An edit replaces the bubble; whoever stood on its third button still stands there.
function keepFocus(old, fresh) {
  const places = (row) => [...row.querySelectorAll("button, a, audio, video")];
  const stood = places(old).indexOf(document.activeElement);
  old.replaceWith(fresh);
  if (stood >= 0) places(fresh)[Math.min(stood, places(fresh).length - 1)]?.focus();
}

await loadWords();
const page = new Page(await Sim.enter(word("person_name")));
page.watch();
