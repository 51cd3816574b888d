import type { CSSProperties, ReactNode } from "react";

type Styled = { style?: CSSProperties; children?: ReactNode };

/** A table used as a box, because Outlook applies width and padding to nothing else. */
const BOX = { align: "center", width: "100%", border: 0, cellPadding: "0", cellSpacing: "0", role: "presentation" } as const;

export function Html({ lang, children }: { lang: string; children: ReactNode }) {
  return (
    <html lang={lang} dir="ltr">
      {children}
    </html>
  );
}

export function Head({ children }: { children: ReactNode }) {
  return (
    <head>
      <meta content="text/html; charset=UTF-8" httpEquiv="Content-Type" />
      <meta name="x-apple-disable-message-reformatting" />
      {children}
    </head>
  );
}

/** Repeats the style of `body` on a cell inside it, because web mail drops `body`. */
export function Body({ style, children }: Styled) {
  return (
    <body style={{ backgroundColor: style?.backgroundColor, margin: 0, padding: 0 }}>
      <table {...BOX}>
        <tbody>
          <tr>
            <td style={style}>{children}</td>
          </tr>
        </tbody>
      </table>
    </body>
  );
}

export function Section({ style, cellPadding = "0", children }: Styled & { cellPadding?: string }) {
  return (
    <table {...BOX} cellPadding={cellPadding} style={style}>
      <tbody>
        <tr>
          <td>{children}</td>
        </tr>
      </tbody>
    </table>
  );
}

export function Heading({ style, children }: Styled) {
  return <h1 style={style}>{children}</h1>;
}

/** A paragraph with the given space above and below, in pixels. Some mail clients ignore the shorthand `margin`. */
export function Text({ space: [above, below], style, children }: Styled & { space: readonly [above: number, below: number] }) {
  const margins = { marginTop: above, marginRight: 0, marginBottom: below, marginLeft: 0 };
  return <p style={{ fontSize: "14px", lineHeight: "24px", ...style, ...margins }}>{children}</p>;
}

export function Link({ href, style, children }: Styled & { href: string }) {
  return (
    <a href={href} style={{ color: "#067df7", textDecorationLine: "none", ...style }} target="_blank" rel="noopener">
      {children}
    </a>
  );
}

export function Hr({ style }: Styled) {
  return <hr style={{ width: "100%", border: "none", ...style }} />;
}

const PREVIEW_LENGTH = 150;
/** Invisible text, which keeps an inbox from showing the email's first words after a short preview. */
const FILLER = "\u00a0\u200c\u200b\u200d\u200e\u200f\ufeff";

/** The line that an inbox shows beside the subject. The plain text part omits it. */
export function Preview({ children }: { children: string }) {
  const text = children.slice(0, PREVIEW_LENGTH);
  return (
    <div style={{ display: "none", overflow: "hidden", lineHeight: "1px", opacity: 0, maxHeight: 0, maxWidth: 0 }} data-skip-in-text={true}>
      {text}
      {text.length < PREVIEW_LENGTH && <div>{FILLER.repeat(PREVIEW_LENGTH - text.length)}</div>}
    </div>
  );
}
