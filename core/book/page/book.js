"use strict";
// Turns the pages of each chapter. Without it the pages still scroll sideways by themselves.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

for (const chapter of document.querySelectorAll(".chapter")) {
  const carousel = chapter.querySelector(".carousel");
  const pages = [...carousel.querySelectorAll(".page")];
  const [back, on] = [chapter.querySelector(".back"), chapter.querySelector(".on")];
  const where = chapter.querySelector(".where");
  let current = 0;
  let target = null; // where a button or key is taking us; scrolling on the way says nothing

  const settle = (number) => {
    current = number;
    where.textContent = pages[number].dataset.where;
    back.disabled = number === 0;
    on.disabled = number === pages.length - 1;
    carousel.style.height = `${pages[number].offsetHeight}px`;
  };
  const turn = (number) => {
    target = Math.max(0, Math.min(pages.length - 1, number));
    where.setAttribute("aria-live", "polite"); // from the first turn on, not while loading
    settle(target);
    const left = pages[target].offsetLeft - carousel.offsetLeft;
    carousel.scrollTo({ left, behavior: calm.matches ? "auto" : "smooth" });
  };
  const letGo = () => { target = null; };

  back.addEventListener("click", () => turn(current - 1));
  on.addEventListener("click", () => turn(current + 1));
  carousel.addEventListener("keydown", (event) => {
    if (event.target.tagName === "AUDIO") return;
    const steps = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: pages.length };
    if (!(event.key in steps)) return;
    event.preventDefault();
    turn(steps[event.key]);
  });
  for (const touch of ["pointerdown", "touchstart", "wheel", "focusin"]) {
    carousel.addEventListener(touch, letGo, { passive: true });
  }
  carousel.addEventListener("scroll", () => {
    const nearest = Math.round(carousel.scrollLeft / Math.max(1, carousel.clientWidth));
    if (nearest === target) letGo();
    else if (target === null && nearest !== current && pages[nearest]) settle(nearest);
  }, { passive: true });
  new ResizeObserver(() => settle(current)).observe(carousel);
  for (const picture of carousel.querySelectorAll("img")) {
    picture.addEventListener("load", () => settle(current));
  }
  chapter.classList.add("turns");
  settle(0);
}
