import type { Metadata } from "next";
import { z } from "zod";
import { SHOP_NAME } from "@/lib/core/shop-name";
import { line } from "@/lib/core/text";
import { SignInForm } from "./sign-in-form";

export const instant = false;

export const metadata: Metadata = { title: "Sign in" };

const search = z.object({ next: line(2000).catch("") });

export default async function SignInPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { next } = search.parse(await searchParams);
  return (
    <main id="main" className="mx-auto grid min-h-dvh w-full max-w-[25rem] content-center gap-6 px-5 py-12">
      <p className="font-serif text-2xl leading-none tracking-[-0.03em]">{SHOP_NAME}</p>
      <div className="grid gap-1">
        <h1>Sign in to the back office</h1>
        <p className="text-stone">For staff of the shop.</p>
      </div>
      <SignInForm next={next} />
    </main>
  );
}
