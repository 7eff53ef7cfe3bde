// Talks to /sim as one person.

import { language } from "./words.js";

const asked = new URLSearchParams(location.search);

export class Refused extends Error {}

async function answered(response) {
  const answer = await response.json();
  if (answer.ok === false) throw new Refused(answer.description);
  return answer;
}

async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answered(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

export class Sim {
  constructor(id, name) {
    this.id = id;
    this.name = name;
    this.base = `/sim/people/${id}`;
  }

  static async enter(fallbackName) {
    const people = await Sim.people();
    const id = Number(asked.get("as")) || people[0]?.id || 1001;
    const known = people.find((person) => person.id === id);
    const sim = new Sim(id, asked.get("name") || known?.first_name || fallbackName);
    await post("/sim/people", { user_id: id, name: sim.name, language });
    return sim;
  }

  static async people() {
    return (await answered(await fetch("/sim/people"))).people;
  }

  async chat(after, timeoutS) {
    return answered(await fetch(`${this.base}/chat?after=${after}&timeout=${timeoutS}`));
  }

  start(payload) {
    return post(`${this.base}/start`, { payload });
  }

  say(text, replyTo) {
    return post(`${this.base}/text`, { text, reply_to: replyTo });
  }

  tap(messageId, callbackData) {
    return post(`${this.base}/tap`, { message_id: messageId, callback_data: callbackData });
  }

  edit(messageId, text) {
    return post(`${this.base}/edit`, { message_id: messageId, text });
  }

  react(messageId, emoji) {
    return post(`${this.base}/react`, { message_id: messageId, emoji });
  }

  async send(kind, files, { caption = "", duration = 0, replyTo = null } = {}) {
    const form = new FormData();
    form.append("kind", kind);
    if (caption) form.append("caption", caption);
    if (duration) form.append("duration", Math.max(1, Math.round(duration)));
    if (replyTo) form.append("reply_to", replyTo);
    files.forEach((file, number) => form.append(`file${number}`, file, file.name || "photo.jpg"));
    return answered(await fetch(`${this.base}/media`, { method: "POST", body: form }));
  }
}
