"use client";

import { Icon } from "@/components/ui/icon";
import { signOut } from "./actions";

export function SignOut() {
  return (
    <form action={signOut}>
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
