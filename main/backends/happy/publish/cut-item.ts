import type { TranscriptItem } from '../../../../shared/model/transcript.ts';
import { KIB } from '../../../../shared/units.ts';
import { readJson } from '../../../claude/frame.ts';
import { cutJson, cutText } from './cut-json.ts';

/** More than a person reads on another device, and little enough to be handled there. */
const MAX_TEXT_CHARS = 256 * KIB;
const NOTE = '(cut here: the rest is on the computer)';

/** An item that would make too large a message is cut, and says so. */
export function cutItem(item: TranscriptItem): TranscriptItem {
  switch (item.tag) {
    case 'tool-call': {
      if (item.inputJson.length <= MAX_TEXT_CHARS) return item;
      const read = readJson(item.inputJson);
      const cut = cutJson(read.ok ? read.value : item.inputJson, MAX_TEXT_CHARS, NOTE);
      return { ...item, inputJson: JSON.stringify(cut.value) };
    }
    case 'event':
      return item;
    case 'turn-end':
      return item.text === undefined ? item : { ...item, text: cutText(item.text, MAX_TEXT_CHARS, NOTE) };
    default:
      return { ...item, text: cutText(item.text, MAX_TEXT_CHARS, NOTE) };
  }
}
