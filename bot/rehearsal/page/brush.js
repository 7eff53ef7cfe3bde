// The picture viewer, and the brush: paint over a picture and send it back as a reply.

import { word } from "./words.js";
import { make } from "./bubbles.js";

const COLOURS = ["#e5262b", "#ffd400", "#14b04a", "#1473e6", "#ffffff", "#111111"];
const THICKNESSES = [0.012, 0.03, 0.07];
const QUALITY = 0.9;

const byId = (id) => document.getElementById(id);

export class Viewer {
  constructor(sendPainted) {
    this.sendPainted = sendPainted;
    this.dialog = byId("viewer");
    this.canvas = byId("viewer-canvas");
    this.strokes = [];
    this.colour = COLOURS[0];
    this.thickness = THICKNESSES[1];
    this.isPainting = false;
    byId("viewer-close").addEventListener("click", () => this.dialog.close());
    byId("viewer-brush").addEventListener("click", () => this.paint());
    byId("viewer-undo").addEventListener("click", () => { this.strokes.pop(); this.draw(); });
    byId("viewer-send").addEventListener("click", () => this.send());
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.go(event));
    this.paints();
  }

  async open(message) {
    this.message = message;
    this.strokes = [];
    this.show(false);
    this.picture = new Image();
    this.picture.src = message.media.url;
    await this.picture.decode();
    this.canvas.width = this.picture.naturalWidth;
    this.canvas.height = this.picture.naturalHeight;
    this.canvas.setAttribute("aria-label", message.text || word("picture"));
    this.draw();
    this.dialog.showModal();
  }

  paint() {
    this.show(true);
  }

  show(isPainting) {
    this.isPainting = isPainting;
    this.canvas.classList.toggle("painting", isPainting);
    byId("viewer-brush").hidden = isPainting;
    for (const id of ["viewer-paints", "viewer-undo", "viewer-send"]) byId(id).hidden = !isPainting;
  }

  paints() {
    const group = byId("viewer-paints");
    for (const colour of COLOURS) {
      const swatch = make("button", { type: "button", className: "swatch", "aria-label": `${word("colour")} ${colour}`, "aria-pressed": String(colour === this.colour) });
      swatch.style.background = colour;
      swatch.addEventListener("click", () => { this.colour = colour; this.choose(group, ".swatch", swatch); });
      group.append(swatch);
    }
    THICKNESSES.forEach((thickness, index) => {
      const size = make("button", { type: "button", className: `thickness size${index}`, "aria-label": `${word("thickness")} ${index + 1}`, "aria-pressed": String(thickness === this.thickness) });
      size.addEventListener("click", () => { this.thickness = thickness; this.choose(group, ".thickness", size); });
      group.append(size);
    });
  }

  choose(group, selector, chosen) {
    for (const button of group.querySelectorAll(selector)) button.setAttribute("aria-pressed", String(button === chosen));
  }

  begin(event) {
    if (!this.isPainting) return;
    this.canvas.setPointerCapture(event.pointerId);
    const width = this.thickness * Math.max(this.canvas.width, this.canvas.height);
    this.strokes.push({ colour: this.colour, width, points: [this.point(event)] });
    this.draw();
  }

  go(event) {
    if (!this.isPainting || !this.canvas.hasPointerCapture(event.pointerId)) return;
    this.strokes[this.strokes.length - 1].points.push(this.point(event));
    this.draw();
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * this.canvas.width, ((event.clientY - box.top) / box.height) * this.canvas.height];
  }

  draw() {
    const brush = this.canvas.getContext("2d");
    brush.drawImage(this.picture, 0, 0);
    brush.lineCap = brush.lineJoin = "round";
    for (const { colour, width, points } of this.strokes) {
      brush.strokeStyle = colour;
      brush.lineWidth = width;
      brush.beginPath();
      brush.moveTo(...points[0]);
      for (const point of points.length > 1 ? points : [...points, points[0]]) brush.lineTo(...point);
      brush.stroke();
    }
  }

  send() {
    this.canvas.toBlob((blob) => {
      this.dialog.close();
      this.sendPainted(blob, this.message);
    }, "image/jpeg", QUALITY);
  }
}
