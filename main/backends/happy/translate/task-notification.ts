const OPEN = '<task-notification>';
const CLOSE = '</task-notification>';

/**
 * Takes away what a program told the agent in the person's name: whole notifications at the beginning of a text, which may
 * hold others. One that is not closed is the person's own words.
 */
export function withoutNotifications(text: string): string {
  let rest = text;
  for (;;) {
    const end = notificationEnd(rest.trimStart());
    if (end === null) return rest;
    rest = rest.trimStart().slice(end).trimStart();
  }
}

/** @returns where the notification that the text begins with ends; null if it begins with none, or never ends */
function notificationEnd(text: string): number | null {
  if (!text.startsWith(OPEN)) return null;
  let depth = 1;
  let at = OPEN.length;
  let nextOpen = text.indexOf(OPEN, at);
  let nextClose = text.indexOf(CLOSE, at);
  while (nextClose !== -1) {
    if (nextOpen !== -1 && nextOpen < nextClose) {
      depth++;
      at = nextOpen + OPEN.length;
      nextOpen = text.indexOf(OPEN, at);
    } else {
      depth--;
      at = nextClose + CLOSE.length;
      if (depth === 0) return at;
      nextClose = text.indexOf(CLOSE, at);
    }
  }
  return null;
}
