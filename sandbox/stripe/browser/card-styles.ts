/** The styles of the card's fields, which the shop's `appearance.variables` override. */
export const CARD_STYLES = `
  :host { display: block; font-family: var(--fontFamily, inherit); color: var(--colorText, inherit); font-size: 1rem; line-height: 1.5; }
  * { box-sizing: border-box; }
  fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: grid; gap: 1rem; grid-template-columns: 1fr 1fr; }
  legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .field { display: grid; gap: 0.375rem; align-content: start; min-width: 0; }
  .wide { grid-column: 1 / -1; }
  .sandbox { border: 1px dashed currentColor; border-radius: var(--borderRadius, 4px); padding: 0.75rem; }
  .sandbox p { margin: 0; font-size: 0.875rem; }
  label { font-size: 0.9375rem; font-weight: 500; }
  input, select {
    width: 100%; min-height: 3rem; padding: 0.5rem 0.75rem; font: inherit; font-variant-numeric: tabular-nums; color: inherit;
    background: var(--colorBackground, #fff); border: 1px solid #5e574c; border-radius: var(--borderRadius, 4px);
  }
  input:focus-visible, select:focus-visible { outline: 2px solid var(--colorPrimary, #9c4421); outline-offset: 2px; }
  input[aria-invalid="true"] { border-color: var(--colorDanger, #8a2b1b); }
  .error { margin: 0; font-size: 0.875rem; color: var(--colorDanger, #8a2b1b); }
  .error:empty { display: none; }
`;
