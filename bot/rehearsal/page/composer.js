// The lower edge: text, attachments, voice notes, replies and edits.

import { word } from "./words.js";
import { clock, excerpt, make } from "./bubbles.js";

const byId = (id) => document.getElementById(id);
const ALBUM_MOST = 10;

export class Composer {
  constructor(sim, attempt) {
    this.sim = sim;
    this.attempt = attempt;
    this.reply = null;
    this.edited = null;
    this.text = byId("text");
    byId("composer").addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.text.addEventListener("input", () => this.fit());
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
    });
    this.text.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length) { event.preventDefault(); this.offer([...event.clipboardData.files]); }
    });
    byId("context-cancel").addEventListener("click", () => this.forget());
    byId("attach-button").addEventListener("click", () => byId("attach-files").click());
    byId("attach-files").addEventListener("change", (event) => { this.offer([...event.target.files]); event.target.value = ""; });
    byId("attach-send").addEventListener("click", () => this.sendFiles());
    byId("record-button").addEventListener("click", () => this.record());
    byId("recording-cancel").addEventListener("click", () => this.stop(false));
    byId("recording-send").addEventListener("click", () => this.stop(true));
    this.fit();
  }

  fit() {
    const isEmpty = !this.text.value.trim();
    byId("send-button").hidden = isEmpty;
    byId("record-button").hidden = !isEmpty;
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 160)}px`;
  }

  async submit() {
    const text = this.text.value.trim();
    if (!text) return;
    const [edited, reply] = [this.edited, this.reply];
    this.text.value = "";
    this.forget();
    this.fit();
    await this.attempt(() => edited ? this.sim.edit(edited.message_id, text) : this.sim.say(text, reply?.message_id));
  }

  replyTo(message) {
    this.forget();
    this.reply = message;
    this.context(`${word("replying")}: ${excerpt(message)}`);
  }

  change(message) {
    this.forget();
    this.edited = message;
    this.text.value = message.text;
    this.context(`${word("editing")}: ${excerpt(message)}`);
    this.fit();
  }

  context(text) {
    byId("context-text").textContent = text;
    byId("context").hidden = false;
    this.text.focus();
  }

  forget() {
    if (this.edited) this.text.value = "";
    this.reply = this.edited = null;
    byId("context").hidden = true;
  }

  offer(files) {
    this.files = files.slice(0, ALBUM_MOST);
    if (!this.files.length) return;
    const areAll = (start) => this.files.every((file) => file.type.startsWith(start));
    const can = { photo: areAll("image/"), document: true, voice: areAll("audio/") && this.files.length === 1 };
    const first = ["photo", "voice", "document"].find((kind) => can[kind]);
    for (const input of document.querySelectorAll("#attach-kinds input")) {
      input.closest("label").hidden = !can[input.value];
      input.checked = input.value === first;
    }
    byId("attach-previews").replaceChildren(...this.files.map(preview));
    byId("attach-caption").value = "";
    byId("attach").showModal();
  }

  async sendFiles() {
    const kind = document.querySelector("#attach-kinds input:checked").value;
    const caption = byId("attach-caption").value.trim();
    byId("attach").close();
    const duration = kind === "voice" ? await lengthOf(this.files[0]) : 0;
    const replyTo = this.reply?.message_id;
    this.forget();
    await this.attempt(() => this.sim.send(kind, this.files, { caption, duration, replyTo }));
  }

  async record() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      this.attempt(() => { throw new Error(word("no_microphone")); });
      return;
    }
    const type = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"].find((one) => MediaRecorder.isTypeSupported(one));
    const chunks = [];
    this.recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
    this.recorder.addEventListener("dataavailable", (event) => chunks.push(event.data));
    this.recorder.addEventListener("stop", () => this.recorded(stream, chunks));
    this.recorder.start();
    this.began = performance.now();
    this.tick = setInterval(() => this.showTime(), 250);
    this.showTime();
    byId("composer").hidden = true;
    byId("recording").hidden = false;
    byId("recording-send").focus();
  }

  showTime() {
    byId("recording-time").textContent = clock((performance.now() - this.began) / 1000);
  }

  stop(isWanted) {
    this.isWanted = isWanted;
    this.seconds = (performance.now() - this.began) / 1000;
    clearInterval(this.tick);
    this.recorder.stop();
    byId("recording").hidden = true;
    byId("composer").hidden = false;
  }

  recorded(stream, chunks) {
    for (const track of stream.getTracks()) track.stop();
    if (!this.isWanted) return;
    const type = this.recorder.mimeType.split(";")[0];
    const file = new File(chunks, `voice.${type.split("/")[1]}`, { type });
    this.attempt(() => this.sim.send("voice", [file], { duration: this.seconds }));
  }
}

function preview(file) {
  if (!file.type.startsWith("image/")) return make("span", { className: "preview-name", text: file.name });
  const picture = make("img", { alt: file.name });
  picture.src = URL.createObjectURL(file);
  picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
  return picture;
}

function lengthOf(file) {
  return new Promise((resolve) => {
    const sound = new Audio(URL.createObjectURL(file));
    const done = (seconds) => { URL.revokeObjectURL(sound.src); resolve(Number.isFinite(seconds) ? seconds : 0); };
    sound.addEventListener("loadedmetadata", () => done(sound.duration), { once: true });
    sound.addEventListener("error", () => done(0), { once: true });
  });
}
