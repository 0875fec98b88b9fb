import type { Page } from 'playwright-core';

/** The median time between frames while a list is scrolled from its beginning to its end, milliseconds. */
export function medianFrame(page: Page, selector: string): Promise<number> {
  return page.evaluate(`(async () => {
    const box = document.querySelector(${JSON.stringify(selector)});
    const frames = [];
    let last = performance.now();
    for (let step = 1; step <= 60; step += 1) {
      box.scrollTop = (box.scrollHeight / 60) * step;
      const now = await new Promise((resolve) => requestAnimationFrame(resolve));
      frames.push(now - last);
      last = now;
    }
    return frames.sort((a, b) => a - b)[30];
  })()`);
}

/** From the change of the text filter until the list shows what passes it, milliseconds. */
export function searchTime(page: Page, text: string): Promise<number> {
  return page.evaluate(`(async () => {
    const input = document.querySelector('input[name=q]');
    const summary = document.querySelector('.view-head .summary');
    const changed = new Promise((resolve) => {
      new MutationObserver(() => resolve(performance.now())).observe(summary, {
        childList: true, characterData: true, subtree: true,
      });
    });
    const begun = performance.now();
    input.value = ${JSON.stringify(text)};
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    return (await changed) - begun;
  })()`);
}
