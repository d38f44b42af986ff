// What pages gain where JavaScript runs; every form works without it.
// An element names the module that makes it livelier: data-module="/assets/…/draft.js".

for (const element of document.querySelectorAll("[data-module]")) {
  const module = await import(element.dataset.module);
  module.default(element);
}
