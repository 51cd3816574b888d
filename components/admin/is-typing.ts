/** Whether a key is part of a text, of a shortcut of the browser, or meant for an open window, and so no key of the page. */
export function isTyping({ target, metaKey, ctrlKey, altKey }: KeyboardEvent): boolean {
  if (metaKey || ctrlKey || altKey || document.querySelector("dialog[open]")) return true;
  return (
    target instanceof HTMLElement && (target.isContentEditable || (/^(input|select|textarea)$/i.test(target.tagName) && !isTick(target)))
  );
}

const isTick = (target: HTMLElement) => target instanceof HTMLInputElement && (target.type === "checkbox" || target.type === "radio");
