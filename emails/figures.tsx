import type { CSSProperties, ReactNode } from "react";
import { Section } from "./elements";
import { colours, figures } from "./look";

export type FigureRow = {
  key: string;
  name: ReactNode;
  value: ReactNode;
  strong?: boolean;
};

const cell: CSSProperties = { padding: "9px 0", borderBottom: `1px solid ${colours.linen}`, fontSize: "15px", lineHeight: "22px" };

/** A table of names and their figures. The plain text part finds it by its class. */
export function Figures({ rows, title }: { rows: readonly FigureRow[]; title?: string }) {
  return (
    <Section style={{ margin: "8px 0 24px" }}>
      {title && <p style={{ margin: "0 0 4px", fontSize: "15px", lineHeight: "22px", fontWeight: 600 }}>{title}</p>}
      <table className="figures" role="presentation" width="100%" cellPadding="0" cellSpacing="0" border={0}>
        <tbody>
          {rows.map(({ key, name, value, strong }) => (
            <tr key={key}>
              <td valign="top" style={{ ...cell, paddingRight: "16px", fontWeight: strong ? 600 : 400 }}>
                {name}
              </td>
              <td align="right" valign="top" style={{ ...cell, ...figures, fontWeight: strong ? 600 : 400 }}>
                {value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
