import { type RefObject, useEffect } from "react";

/**
 * Repeats the choices within `area` that a shopper made before hydration, or that the browser restored with the page, so React
 * notices them. Otherwise a control would show one choice while the component's state has another.
 */
export function useEarlyChoices(area: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    for (const select of area.current?.querySelectorAll("select") ?? []) {
      const { value } = select;
      const first = [...select.options].find((option) => option.defaultSelected)?.value;
      if (first === undefined || first === value) continue;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const inputs = area.current?.querySelectorAll<HTMLInputElement>("input[type=radio], input[type=checkbox]") ?? [];
    const chosen = [...inputs].filter((input) => input.checked !== input.defaultChecked && (input.type === "checkbox" || input.checked));
    for (const input of chosen) {
      input.checked = !input.checked;
      input.click();
    }
  }, [area]);
}
