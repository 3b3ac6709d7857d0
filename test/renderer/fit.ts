/** What does not fit in the window as it is now, in words for a failed test; empty when all does. */
export function misfits(): readonly string[] {
  const wide = ['.main', 'dialog[open]', 'html']
    .flatMap((selector) => [...document.querySelectorAll(selector)])
    .filter((area) => area.scrollWidth - area.clientWidth > 1)
    .map((area) => `${nameOf(area)} is ${area.scrollWidth - area.clientWidth} px too wide: ${widest(area)}`);
  const cut = [...document.querySelectorAll('button, label, legend, summary, h1, h2, h3, .chip, .badge, select')]
    .filter((element) => isDrawn(element) && !mayBeCut(element))
    .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => {
      const hasBox = clientWidth > 0; // what flows with the text has no box of its own
      return hasBox && (scrollWidth - clientWidth > 1 || scrollHeight - clientHeight > 2);
    })
    .map((element) => `${nameOf(element)} is cut`);
  return [...wide, ...cut, ...overlaps()];
}

/** Names of sessions are people's own and may be as long as they like: they end in an ellipsis on purpose. */
function mayBeCut(element: Element): boolean {
  return element.matches('.unseen') || element.querySelector('.session-title, .session-standing') !== null;
}

function isDrawn(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && element.checkVisibility();
}

/** Controls that lie on each other, and so are hard to read or to hit. */
function overlaps(): readonly string[] {
  const root = document.querySelector('dialog[open]') ?? document.querySelector('.main') ?? document.body;
  const controls = [...root.querySelectorAll('button, input, select, textarea')].filter(isDrawn);
  const found: string[] = [];
  for (const [index, one] of controls.entries()) {
    for (const other of controls.slice(index + 1)) {
      if (one.contains(other) || other.contains(one) || one.closest('label') !== other.closest('label')) continue;
      if (layerOf(one) !== layerOf(other)) continue;
      const lines = [...one.getClientRects()].flatMap((a) => [...other.getClientRects()].map((b) => [a, b] as const));
      if (lines.some(([a, b]) => isCommon(a, b))) found.push(`${nameOf(one)} lies on ${nameOf(other)}`);
    }
  }
  return found;
}

function isCommon(a: DOMRect, b: DOMRect): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return across > 1 && down > 1;
}

/** What scrolls by itself, or stays where it is while the rest scrolls, goes over and under other things by design. */
function layerOf(element: Element): Element | null {
  for (let each = element.parentElement; each !== null; each = each.parentElement) {
    const { overflowY, position } = getComputedStyle(each);
    if (overflowY !== 'visible' || position === 'sticky' || position === 'fixed') return each;
  }
  return null;
}

function widest(area: Element): string {
  const edge = area.getBoundingClientRect().left + area.clientWidth;
  const over = [...area.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > edge + 1);
  return over.slice(0, 3).map(nameOf).join(', ');
}

function nameOf(element: Element): string {
  const text = (element.textContent ?? '').trim().slice(0, 40);
  return `<${element.tagName.toLowerCase()} class="${element.className}">${text}`;
}
