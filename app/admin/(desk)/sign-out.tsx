"use client";

import { Icon } from "@/components/ui/icon";
import { signOut } from "./actions";

export function SignOut() {
  const leave = async () => {
    await signOut();
    // A full load: the router would keep the pages that were open, hidden, for whoever comes next.
    window.location.assign("/admin/sign-in");
  };
  return (
    <form action={leave}>
      <button
        type="submit"
        className="flex min-h-11 w-full items-center gap-2 rounded-md px-3 text-stone hover:bg-sand hover:text-ink lg:min-h-[34px]"
      >
        <Icon name="lock" className="size-4" />
        Sign out
      </button>
    </form>
  );
}
