import { Panel } from "@/components/admin/panel";
import { Icon } from "@/components/ui/icon";
import { may, PERMISSIONS } from "@/lib/auth/permissions";
import { ALL_ROLES } from "@/lib/auth/role-input";
import { PERMISSION_WORDS, ROLE_WORDS } from "./role-words";

/** Who may do what: the table that every page, list and action asks. */
export function PermissionTable() {
  return (
    <Panel title="What each role may do">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: Without it, nobody scrolls the table by keyboard. */}
      <section className="relative overflow-x-auto" aria-label="Table of rights" tabIndex={0}>
        <table className="w-full min-w-[40rem] border-collapse">
          <thead>
            <tr className="border-b border-linen-deep text-left align-bottom">
              <th scope="col" className="px-4 py-2.5 font-medium">
                Right
              </th>
              {ALL_ROLES.map((role) => (
                <th key={role} scope="col" className="w-24 px-2 py-2.5 text-center font-medium">
                  {ROLE_WORDS[role].name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {PERMISSIONS.map((permission) => (
              <tr key={permission} className="border-(--row-line) not-first:border-t hover:bg-(--hover)">
                <th scope="row" className="px-4 py-2 text-left font-normal">
                  {PERMISSION_WORDS[permission]}
                </th>
                {ALL_ROLES.map((role) => (
                  <td key={role} className="px-2 py-2 text-center">
                    {may(role, permission) ? (
                      <>
                        <Icon name="check" className="mx-auto size-4 text-(--ok)" />
                        <span className="sr-only">yes</span>
                      </>
                    ) : (
                      <span className="text-stone">
                        <span aria-hidden="true">–</span>
                        <span className="sr-only">no</span>
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
